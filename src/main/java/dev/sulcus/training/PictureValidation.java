package dev.sulcus.training;

import dev.sulcus.dataset.SplitPart;
import dev.sulcus.model.Classifier;
import dev.sulcus.pipeline.BatchSource;
import dev.sulcus.pipeline.PageLocking;
import java.util.stream.IntStream;

/** The validation part, streamed from files or their cache. Owns the source; borrows the classifier. Not thread-safe. */
final class PictureValidation implements AutoCloseable {
    private final SplitPart part;
    private final Classifier classifier;
    private final BatchSource source;

    /**
     * Opens the source.
     *
     * @throws dev.sulcus.fault.Fault of kind memory when it doesn't fit
     */
    PictureValidation(TrainingPlan plan, TrainingResources resources, PageLocking locking, Classifier classifier) {
        part = plan.validationPart();
        this.classifier = classifier;
        source = PictureExamples.open(plan, part, resources, locking, resources.cacheBudgetBytes());
    }

    /** The probability of each picture with the weights as they are. */
    double[] probabilities() {
        double[] probabilities = new double[part.size()];
        int[] all = IntStream.range(0, part.size()).toArray();
        classifier.scoreAll(source, all, (sample, probability, failure) -> {
            PictureExamples.requireReadable(part, sample, failure);
            probabilities[sample] = probability;
        });
        return probabilities;
    }

    @Override
    public void close() {
        source.close();
    }
}
