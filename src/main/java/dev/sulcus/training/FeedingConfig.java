package dev.sulcus.training;

import dev.sulcus.fault.Fault;

/**
 * How training pictures get to the device that computes. Does not change the result.
 *
 * @param residency whether they live there
 * @param residentBytes memory of the device that they may take, 0 or more
 * @param stepsPerCall optimizer steps in one session call where they live there, 1 to 64
 * @param ahead whether a streamed batch is copied while the one before is used
 */
public record FeedingConfig(Residency residency, long residentBytes, int stepsPerCall, boolean ahead) {
    /** The most steps of one session call. */
    public static final int MOST_STEPS = 64;

    /** Fed batch by batch. */
    public static final FeedingConfig STREAMED = new FeedingConfig(Residency.OFF, 0, 1, false);

    /** Checks the ranges. */
    public FeedingConfig {
        if (residentBytes < 0) {
            throw Fault.usage("residentBytes is " + residentBytes + " bytes; it must be 0 or more");
        }
        if (stepsPerCall < 1 || stepsPerCall > MOST_STEPS) {
            throw Fault.usage("--steps-per-call is " + stepsPerCall + "; it must be 1 to " + MOST_STEPS);
        }
    }

    /** The same, without pictures that live on the device. */
    FeedingConfig streamed() {
        return new FeedingConfig(Residency.OFF, 0, 1, ahead);
    }
}
