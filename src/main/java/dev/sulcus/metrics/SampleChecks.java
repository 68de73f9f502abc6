package dev.sulcus.metrics;

import dev.sulcus.fault.Fault;

/** What every figure demands of its input; a violation is a defect of the caller. */
final class SampleChecks {
    private SampleChecks() {}

    /** One label of 0 or 1 per score, and no score that is NaN. */
    static void requireScores(int[] labels, double[] scores) {
        if (labels.length != scores.length) {
            throw Fault.bug(
                    labels.length + " labels but " + scores.length + " scores; there must be one of each per scan");
        }
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] != 0 && labels[i] != 1) {
                throw Fault.bug("label " + i + " is " + labels[i] + "; it must be 0 (no tumour) or 1 (tumour)");
            }
            if (Double.isNaN(scores[i])) {
                throw Fault.bug("score " + i + " is NaN; the model diverged or its input was broken");
            }
        }
    }

    /** As {@link #requireScores}, and every score from 0 to 1. */
    static void requireProbabilities(int[] labels, double[] probabilities) {
        requireScores(labels, probabilities);
        for (int i = 0; i < probabilities.length; i++) {
            if (probabilities[i] < 0 || probabilities[i] > 1) {
                throw Fault.bug("probability " + i + " is " + probabilities[i] + "; it must be 0 to 1");
            }
        }
    }

    /** {@code numerator / denominator}; NaN where the denominator is 0. */
    static double ratio(double numerator, double denominator) {
        return denominator == 0 ? Double.NaN : numerator / denominator;
    }
}
