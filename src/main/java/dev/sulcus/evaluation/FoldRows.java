package dev.sulcus.evaluation;

import dev.sulcus.metrics.Samples;
import java.util.List;

/** Lines of predictions as figures take them. */
final class FoldRows {
    private FoldRows() {}

    /** Called and grouped as {@code rows} say. */
    static Samples samples(List<FoldPrediction> rows) {
        return samples(
                rows.stream().map(FoldPrediction::prediction).toList(),
                rows.stream().mapToInt(FoldPrediction::group).toArray());
    }

    /** Called as {@code rows} say, in {@code groups}. */
    static Samples samples(List<Prediction> rows, int[] groups) {
        boolean[] called = new boolean[rows.size()];
        for (int i = 0; i < called.length; i++) {
            called[i] = rows.get(i).predicted() == 1;
        }
        return new Samples(
                rows.stream().mapToInt(Prediction::label).toArray(),
                rows.stream().mapToDouble(Prediction::probability).toArray(),
                called,
                groups);
    }
}
