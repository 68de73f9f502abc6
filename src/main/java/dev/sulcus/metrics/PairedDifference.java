package dev.sulcus.metrics;

import dev.sulcus.fault.Fault;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * How far two models lie apart in one figure, on the same scans. Immutable.
 *
 * @param figure which
 * @param first value of the first model
 * @param second value of the second model
 * @param difference first - second
 * @param interval 95 %, percentile bootstrap: both models on the same resampled groups
 */
public record PairedDifference(Figure figure, double first, double second, double difference, Interval interval) {
    /**
     * The differences of {@code figures} between two models.
     *
     * @param first what one model said of the scans
     * @param second what the other said of the same scans, in the same order
     * @throws Fault of kind bug when labels or groups differ
     */
    public static List<PairedDifference> of(
            Samples first, Samples second, List<Figure> figures, BootstrapConfig config) {
        requireSameScans(first, second);
        Map<Figure, Interval> intervals = Bootstrap.differences(first, second, figures, config);
        BinaryMetrics one = BinaryMetrics.of(first, BootstrapConfig.NONE);
        BinaryMetrics other = BinaryMetrics.of(second, BootstrapConfig.NONE);
        return figures.stream()
                .map(figure -> new PairedDifference(
                        figure,
                        figure.of(one),
                        figure.of(other),
                        figure.of(one) - figure.of(other),
                        intervals.get(figure)))
                .toList();
    }

    static void requireSameScans(Samples first, Samples second) {
        if (!Arrays.equals(first.labels(), second.labels()) || !Arrays.equals(first.groupOf(), second.groupOf())) {
            throw Fault.bug(
                    "the two models were not judged on the same scans in the same order: labels or groups" + " differ");
        }
    }
}
