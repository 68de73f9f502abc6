package dev.sulcus.evaluation;

import dev.sulcus.dataset.SplitPart;
import dev.sulcus.fault.Fault;
import dev.sulcus.metrics.BootstrapConfig;
import dev.sulcus.model.Classifier;
import dev.sulcus.pipeline.BatchSource;
import dev.sulcus.pipeline.PipelineConfig;
import dev.sulcus.pipeline.Progress;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** Runs a classifier over labelled scans and judges what it says. Stateless, thread-safe. */
public final class Evaluator {
    private Evaluator() {}

    /**
     * Scores every scan of {@code part}, in order.
     *
     * @param classifier borrowed
     * @param pipeline its pixels must be the classifier's
     * @throws Fault of kind data, naming the file, when a scan that could be read before can't be any more
     */
    public static EvaluationResult evaluate(
            Classifier classifier,
            SplitPart part,
            PipelineConfig pipeline,
            double threshold,
            BootstrapConfig bootstrap,
            Progress progress) {
        double[] probabilities = probabilities(classifier, part.files(), pipeline, progress);
        return EvaluationResult.of(part.paths(), part.labels(), probabilities, threshold, bootstrap);
    }

    /**
     * Scores {@code files}, whose labels play no part, in order.
     *
     * @param classifier borrowed
     * @param pipeline its pixels must be the classifier's
     * @return the probability of tumour of each
     * @throws Fault of kind data, naming the file, when a scan that could be read before can't be any more
     */
    public static double[] probabilities(
            Classifier classifier, List<Path> files, PipelineConfig pipeline, Progress progress) {
        double[] probabilities = new double[files.size()];
        try (BatchSource source = BatchSource.open(pipeline, files, classifier.locking())) {
            int[] all = IntStream.range(0, files.size()).toArray();
            classifier.scoreAll(source, all, (sample, probability, failure) -> {
                if (failure != null) {
                    throw Fault.data(files.get(sample) + ": " + failure + "; restore it and try again");
                }
                probabilities[sample] = probability;
                progress.at(sample + 1L, files.size());
            });
        }
        return probabilities;
    }
}
