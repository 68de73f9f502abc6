package dev.sulcus.evaluation;

/**
 * How a model did on what it was fitted on and on what it was tuned on, at the epoch that was kept. NaN where unknown.
 *
 * @param trainAccuracy on the fit part
 * @param validationAccuracy on the tuning part
 * @param trainLoss mean negative log-likelihood on the fit part, in nats
 * @param validationLoss the same on the tuning part
 * @param validationScans scans of the tuning part
 * @param disturbed whether the fit part was seen augmented and with dropout on: the gap is then understated
 */
public record LearningGap(
        double trainAccuracy,
        double validationAccuracy,
        double trainLoss,
        double validationLoss,
        int validationScans,
        boolean disturbed) {
    /** Both parts seen as they are. */
    public LearningGap(
            double trainAccuracy,
            double validationAccuracy,
            double trainLoss,
            double validationLoss,
            int validationScans) {
        this(trainAccuracy, validationAccuracy, trainLoss, validationLoss, validationScans, false);
    }
}
