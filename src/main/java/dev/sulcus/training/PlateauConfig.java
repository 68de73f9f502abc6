package dev.sulcus.training;

import dev.sulcus.fault.Fault;

/**
 * When to lower the learning rate, by Keras' ReduceLROnPlateau.
 *
 * @param monitor the figure watched
 * @param mode which direction is better
 * @param factor the learning rate is multiplied by this, above 0 and below 1
 * @param patience epochs without improvement until it acts, on the patience-th; 0 or more
 * @param minDelta a smaller change is no improvement, 0 or more
 * @param cooldown epochs after a cut in which nothing is counted, 0 or more
 * @param minLearningRate it goes no lower, 0 or more
 */
public record PlateauConfig(
        Monitor monitor,
        Mode mode,
        double factor,
        int patience,
        double minDelta,
        int cooldown,
        double minLearningRate) {
    /** Keras' defaults. */
    public static final PlateauConfig KERAS = new PlateauConfig(Monitor.VAL_LOSS, Mode.AUTO, 0.1, 10, 1e-4, 0, 0);

    /** Checks the ranges. */
    public PlateauConfig {
        if (monitor == null || mode == null) {
            throw Fault.usage("plateau.monitor or mode is not given; leave it away to take the default");
        }
        if (!(factor > 0 && factor < 1)) {
            throw Fault.usage("plateau.factor is " + factor + "; it must be above 0 and below 1");
        }
        if (!(minDelta >= 0 && minLearningRate >= 0)) {
            throw Fault.usage("plateau.minDelta and minLearningRate are " + minDelta + " and " + minLearningRate
                    + "; they must be 0 or more");
        }
        if (patience < 0 || cooldown < 0) {
            throw Fault.usage("plateau.patience and cooldown are " + patience + " and " + cooldown
                    + " epochs; they must be 0 or more");
        }
    }
}
