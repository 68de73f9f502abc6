package dev.sulcus.evaluation;

import dev.sulcus.metrics.BinaryMetrics;
import java.util.List;

/**
 * A model over a set of labelled scans.
 *
 * @param predictions one per scan, in the order of the paths
 * @param metrics every figure at the threshold
 * @param degenerate why the result is worthless, one reason each; empty when it is not
 */
public record EvaluationResult(List<Prediction> predictions, BinaryMetrics metrics, List<String> degenerate) {}
