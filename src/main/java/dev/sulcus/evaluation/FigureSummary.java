package dev.sulcus.evaluation;

import dev.sulcus.metrics.BinaryMetrics;
import dev.sulcus.metrics.Figure;
import dev.sulcus.metrics.Interval;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * One figure over all folds. Immutable.
 *
 * @param figure which
 * @param mean over the folds where it is defined
 * @param deviation standard deviation over those folds (n - 1); NaN with fewer than two. It tells how folds differ, not
 *     how sure the mean is: folds share most of their training scans
 * @param lowest of a fold
 * @param highest of a fold
 * @param folds how many folds define it
 * @param pooled of all test scans together. For figures that rank scans of different folds against each other, such as
 *     the area under the ROC curve, it is lower than the mean when the models of the folds score on different scales
 * @param interval 95 % of the pooled value, percentile bootstrap by group; for fixed models, so without what another
 *     training would change
 */
public record FigureSummary(
        Figure figure,
        double mean,
        double deviation,
        double lowest,
        double highest,
        int folds,
        double pooled,
        Interval interval) {
    /** Every figure, in order. */
    static List<FigureSummary> all(List<BinaryMetrics> folds, BinaryMetrics pooled, Map<Figure, Interval> intervals) {
        return Arrays.stream(Figure.values())
                .map(figure -> of(figure, folds, figure.of(pooled), intervals.get(figure)))
                .toList();
    }

    private static FigureSummary of(Figure figure, List<BinaryMetrics> folds, double pooled, Interval interval) {
        double[] values = folds.stream()
                .mapToDouble(figure::of)
                .filter(value -> !Double.isNaN(value))
                .toArray();
        double mean = Arrays.stream(values).average().orElse(Double.NaN);
        double squares = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        return new FigureSummary(
                figure,
                mean,
                values.length < 2 ? Double.NaN : Math.sqrt(squares / (values.length - 1)),
                Arrays.stream(values).min().orElse(Double.NaN),
                Arrays.stream(values).max().orElse(Double.NaN),
                values.length,
                pooled,
                interval);
    }
}
