package dev.sulcus.metrics;

import dev.sulcus.fault.Fault;

/**
 * How bootstrap intervals are drawn.
 *
 * @param resamples how many resamples, 0 to 100,000; 0 draws none and leaves every interval undefined
 * @param seed what they are drawn from; the same seed gives the same intervals on every machine
 */
public record BootstrapConfig(int resamples, long seed) {
    /** 2,000 resamples, enough for two stable digits of a 95 % interval, from one fixed seed. */
    public static final BootstrapConfig DEFAULT = new BootstrapConfig(2000, 2026L);

    /** No intervals. */
    public static final BootstrapConfig NONE = new BootstrapConfig(0, 0L);

    /** Checks the range. */
    public BootstrapConfig {
        if (resamples < 0 || resamples > 100_000) {
            throw Fault.usage("resamples is " + resamples + "; it must be 0 (no intervals) to 100000");
        }
    }
}
