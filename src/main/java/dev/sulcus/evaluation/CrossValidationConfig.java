package dev.sulcus.evaluation;

import dev.sulcus.fault.Fault;
import dev.sulcus.metrics.ThresholdConfig;

/**
 * How a cross-validation is laid out, and how each fold's threshold is chosen: settled before anything is trained.
 *
 * @param folds how many parts test, one after the other: 2 to 1000
 * @param tuningParts how many parts the training folds fall into, of which one at a time is kept from fitting to tune on:
 *     2 to 1000; 5 keeps a fifth
 * @param fits how many models are fitted for each fold, each tuned on another part: 1 to tuningParts
 * @param operatingPoint how the threshold is found on the tuning parts
 * @param seed what folds and parts are drawn from
 */
public record CrossValidationConfig(int folds, int tuningParts, int fits, ThresholdConfig operatingPoint, long seed) {
    private static final int MOST = 1000;

    /** Checks the ranges. */
    public CrossValidationConfig {
        requireRange("folds", folds, 2, MOST);
        requireRange("tuningParts", tuningParts, 2, MOST);
        requireRange("fits", fits, 1, tuningParts);
        if (operatingPoint == null) {
            throw Fault.usage("operatingPoint is missing; give a threshold or a wanted sensitivity");
        }
    }

    /** One fit per fold, tuned on a fifth of the training folds, at the highest threshold that finds 95 %. */
    public static CrossValidationConfig of(int folds, long seed) {
        return new CrossValidationConfig(folds, 5, 1, ThresholdConfig.SENSITIVITY_95, seed);
    }

    private static void requireRange(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw Fault.usage(name + " is " + value + "; it must be " + least + " to " + most);
        }
    }
}
