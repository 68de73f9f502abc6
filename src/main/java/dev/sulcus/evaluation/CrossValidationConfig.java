package dev.sulcus.evaluation;

import dev.sulcus.fault.Fault;
import dev.sulcus.metrics.ThresholdConfig;

/**
 * How a cross-validation is laid out, and how each fold's threshold is chosen: settled before anything is trained.
 *
 * @param folds how many parts test, one after the other: 2 to 1000
 * @param tuningParts how many parts the training folds fall into, of which one at a time is kept from fitting to tune on:
 *     2 to 1000; 5 keeps a fifth
 * @param fits how many models are fitted for each fold, each tuned on another part: 1 to tuningParts; 0 for one model
 *     that is fitted on all training folds, tuned on nothing and judged at a fixed threshold
 * @param operatingPoint how the threshold is found on the tuning parts
 * @param seed what folds and parts are drawn from
 */
public record CrossValidationConfig(int folds, int tuningParts, int fits, ThresholdConfig operatingPoint, long seed) {
    /** An eighth of the training folds: with five folds of the 253 scans some 25, of which 15 show a tumour. */
    public static final int TUNING_PARTS = 8;

    private static final int MOST = 1000;

    /** Checks the ranges. */
    public CrossValidationConfig {
        requireRange("folds", folds, 2, MOST);
        requireRange("tuningParts", tuningParts, 2, MOST);
        requireRange("fits", fits, 0, tuningParts);
        if (operatingPoint == null) {
            throw Fault.usage("operatingPoint is missing; give a threshold or a wanted sensitivity");
        }
        if (fits == 0 && operatingPoint.kind() != ThresholdConfig.Kind.FIXED) {
            throw Fault.usage("fits is 0: nothing is held back to choose a threshold on; give a fixed one");
        }
    }

    /** One fit per fold, tuned on an eighth of the training folds, at the highest threshold that finds 95 %. */
    public static CrossValidationConfig of(int folds, long seed) {
        return new CrossValidationConfig(folds, TUNING_PARTS, 1, ThresholdConfig.SENSITIVITY_95, seed);
    }

    private static void requireRange(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw Fault.usage(name + " is " + value + "; it must be " + least + " to " + most);
        }
    }
}
