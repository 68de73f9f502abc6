package dev.sulcus.evaluation;

/**
 * How a model did on what it was fitted on and on what it was tuned on, at the epoch that was kept. NaN where unknown.
 *
 * @param trainAccuracy on the fit part; taken with augmentation and dropout on it is lower than without, so that the gap
 *     is understated
 * @param validationAccuracy on the tuning part
 * @param trainLoss mean negative log-likelihood on the fit part, in nats
 * @param validationLoss the same on the tuning part
 * @param validationScans scans of the tuning part
 */
public record LearningGap(
        double trainAccuracy,
        double validationAccuracy,
        double trainLoss,
        double validationLoss,
        int validationScans) {}
