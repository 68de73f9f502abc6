package dev.sulcus.report;

import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.stream.Collectors;

/** What “a threshold for 95 % sensitivity” came to on the few tumours that chose it. Stateless, thread-safe. */
public final class ThresholdWords {
    private ThresholdWords() {}

    /**
     * One fold's threshold and what it does on the scans that chose it.
     *
     * @param found tuning tumours that it finds
     * @param tumours tuning tumours
     * @param threshold from which probability on a scan is called tumour
     */
    public record Tuned(int found, int tumours, double threshold) {
        private String counts() {
            return NumberText.count(found) + " of " + NumberText.count(tumours);
        }
    }

    /**
     * A sentence without its full stop.
     *
     * @param sensitivity that was wanted, above 0 up to 1
     * @param folds one or more
     */
    public static String of(double sensitivity, List<Tuned> folds) {
        IntSummaryStatistics tumours = folds.stream().mapToInt(Tuned::tumours).summaryStatistics();
        DoubleSummaryStatistics thresholds =
                folds.stream().mapToDouble(Tuned::threshold).summaryStatistics();
        boolean all = folds.stream().allMatch(fold -> fold.found() == fold.tumours());
        String counts = folds.stream()
                .sorted(Comparator.comparingInt(Tuned::tumours).thenComparingInt(Tuned::found))
                .map(Tuned::counts)
                .distinct()
                .collect(Collectors.joining(", "));
        String range = tumours.getMin() == tumours.getMax()
                ? NumberText.count(tumours.getMin())
                : NumberText.count(tumours.getMin()) + " to " + NumberText.count(tumours.getMax());
        return NumberText.number(100 * sensitivity) + " % of the " + range
                + " tumours that chose a fold’s threshold means "
                + (all ? "every one of them (" + counts + "), for one missed would be too many" : counts)
                + "; the thresholds run from " + NumberText.ratio(thresholds.getMin()) + " to "
                + NumberText.ratio(thresholds.getMax());
    }
}
