package dev.sulcus.training;

import dev.sulcus.dataset.SplitPart;
import dev.sulcus.metrics.LogLoss;
import dev.sulcus.metrics.RocCurve;
import dev.sulcus.model.Classifier;
import dev.sulcus.pipeline.BatchSource;
import java.util.stream.IntStream;

/**
 * A model over the validation part while it is trained.
 *
 * @param loss unweighted binary cross-entropy
 * @param accuracy at 0.5
 * @param auc NaN when only one class is there
 */
record Validation(double loss, double accuracy, double auc) {
    /** Not looked at. */
    static final Validation NONE = new Validation(Double.NaN, Double.NaN, Double.NaN);

    /**
     * Scores every sample of {@code part}, which may be empty; classifier and source are borrowed.
     *
     * @throws dev.sulcus.fault.Fault of kind data when a scan can't be read any more
     */
    static Validation of(Classifier classifier, BatchSource source, SplitPart part) {
        if (part.size() == 0) {
            return NONE;
        }
        double[] probabilities = new double[part.size()];
        int[] all = IntStream.range(0, part.size()).toArray();
        classifier.scoreAll(source, all, (sample, probability, failure) -> {
            PictureExamples.requireReadable(part, sample, failure);
            probabilities[sample] = probability;
        });
        int right = 0;
        for (int i = 0; i < part.size(); i++) {
            right += (probabilities[i] >= 0.5 ? 1 : 0) == part.labels()[i] ? 1 : 0;
        }
        return new Validation(
                LogLoss.of(part.labels(), probabilities),
                (double) right / part.size(),
                RocCurve.auc(part.labels(), probabilities));
    }
}
