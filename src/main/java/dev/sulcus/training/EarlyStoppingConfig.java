package dev.sulcus.training;

import dev.sulcus.fault.Fault;

/**
 * When to stop and which weights to keep, by Keras' EarlyStopping.
 *
 * @param monitor the figure watched
 * @param mode which direction is better
 * @param minDelta a smaller change is no improvement, 0 or more
 * @param patience epochs without improvement until it stops, 0 or more; it stops on the patience-th
 * @param baseline an improvement counts against patience only once this is beaten too; null for none
 * @param startFromEpoch epochs, counted from 0, before this one are ignored
 * @param restoreBest whether the weights of the best epoch are kept at the end, whether or not it stopped early
 */
public record EarlyStoppingConfig(
        Monitor monitor,
        Mode mode,
        double minDelta,
        int patience,
        Double baseline,
        int startFromEpoch,
        boolean restoreBest) {
    /** Keras' defaults. */
    public static final EarlyStoppingConfig KERAS =
            new EarlyStoppingConfig(Monitor.VAL_LOSS, Mode.AUTO, 0, 0, null, 0, false);

    /** Checks the ranges. */
    public EarlyStoppingConfig {
        if (monitor == null || mode == null) {
            throw Fault.usage("earlyStopping.monitor or mode is not given; leave it away to take the default");
        }
        if (!(minDelta >= 0)) {
            throw Fault.usage("earlyStopping.minDelta is " + minDelta + "; it must be 0 or more");
        }
        if (patience < 0 || startFromEpoch < 0) {
            throw Fault.usage("earlyStopping.patience and startFromEpoch are " + patience + " and " + startFromEpoch
                    + " epochs; they must be 0 or more");
        }
    }
}
