package dev.sulcus.training;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sulcus.fault.Fault;

/**
 * What the learning rate is multiplied by as training goes on, beside the cuts of {@link PlateauConfig}.
 *
 * @param kind its course after the warm-up
 * @param warmupEpochs over which it rises linearly from 0, at least 0
 */
public record ScheduleConfig(Kind kind, double warmupEpochs) {
    /** Always 1. */
    public static final ScheduleConfig CONSTANT = new ScheduleConfig(Kind.CONSTANT, 0);

    /** A course. */
    public enum Kind {
        /** It stays. */
        @JsonProperty("constant")
        CONSTANT,
        /** Half a cosine down to 0 in the last epoch (Loshchilov and Hutter 2017, without restarts). */
        @JsonProperty("cosine")
        COSINE
    }

    /** Checks the ranges. */
    public ScheduleConfig {
        if (kind == null) {
            throw Fault.usage("schedule.kind is not given; it must be constant or cosine");
        }
        if (!(warmupEpochs >= 0 && warmupEpochs <= 1000)) {
            throw Fault.usage("schedule.warmupEpochs is " + warmupEpochs + "; it must be 0 to 1000");
        }
    }

    /**
     * The factor for one step.
     *
     * @param step from 1
     * @param stepsPerEpoch at least 1
     * @param epochs that training may take at most
     */
    double factor(long step, int stepsPerEpoch, int epochs) {
        double warmup = warmupEpochs * stepsPerEpoch;
        if (step <= warmup) {
            return step / (warmup + 1);
        }
        if (kind == Kind.CONSTANT) {
            return 1;
        }
        double all = Math.max(1, (double) epochs * stepsPerEpoch - warmup);
        double done = Math.min(1, (step - 1 - warmup) / all);
        return 0.5 * (1 + Math.cos(Math.PI * Math.max(0, done)));
    }
}
