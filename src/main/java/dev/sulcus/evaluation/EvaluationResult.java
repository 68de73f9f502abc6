package dev.sulcus.evaluation;

import dev.sulcus.fault.Fault;
import dev.sulcus.metrics.BinaryMetrics;
import dev.sulcus.metrics.BootstrapConfig;
import dev.sulcus.metrics.Degeneracy;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A model over a set of labelled scans. Immutable.
 *
 * @param predictions one per scan, in the order of the paths
 * @param metrics every figure at the threshold
 * @param degenerate why the result is worthless, one reason each; empty when it is not
 */
public record EvaluationResult(List<Prediction> predictions, BinaryMetrics metrics, List<String> degenerate) {
    /** Copies the lists. */
    public EvaluationResult {
        predictions = List.copyOf(predictions);
        degenerate = List.copyOf(degenerate);
    }

    /**
     * Judges {@code probabilities} of tumour against {@code labels} (1 tumour, 0 none), one of each per path.
     *
     * @param threshold from which probability on a scan is called tumour
     * @throws Fault of kind bug for lengths that differ, other labels, or probabilities that are NaN or outside 0 to 1
     */
    public static EvaluationResult of(
            List<String> paths, int[] labels, double[] probabilities, double threshold, BootstrapConfig bootstrap) {
        if (paths.size() != labels.length) {
            throw Fault.bug(paths.size() + " paths but " + labels.length + " labels; there must be one per scan");
        }
        BinaryMetrics metrics = BinaryMetrics.of(labels, probabilities, threshold, bootstrap);
        List<Prediction> predictions = IntStream.range(0, labels.length)
                .mapToObj(i -> new Prediction(
                        paths.get(i), labels[i], probabilities[i], probabilities[i] >= threshold ? 1 : 0))
                .toList();
        return new EvaluationResult(predictions, metrics, Degeneracy.reasons(metrics));
    }
}
