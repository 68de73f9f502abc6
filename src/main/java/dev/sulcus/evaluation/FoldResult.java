package dev.sulcus.evaluation;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.sulcus.metrics.BinaryMetrics;
import java.util.List;

/**
 * One judged fold. Immutable. Written to files, read from none: it is made again from saved predictions.
 *
 * @param fold from 1
 * @param training scans of the training folds, tuning parts included
 * @param tuned tuning predictions that the threshold was chosen on
 * @param threshold that one
 * @param atHalf every figure at threshold 0.5, without intervals
 * @param atChosen every figure at the chosen threshold, without intervals
 * @param predictions one per test scan; not in JSON, they have a file of their own
 */
public record FoldResult(
        int fold,
        int training,
        int tuned,
        ChosenThreshold threshold,
        BinaryMetrics atHalf,
        BinaryMetrics atChosen,
        @JsonIgnore List<FoldPrediction> predictions) {
    /** Copies the list. */
    public FoldResult {
        predictions = List.copyOf(predictions);
    }
}
