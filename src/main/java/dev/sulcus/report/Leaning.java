package dev.sulcus.report;

import dev.sulcus.dataset.ClassSummary;
import dev.sulcus.dataset.DatasetSummary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A way of storing files that goes with the label so often that it gives the label away, though both labels have it.
 *
 * @param property format, colour mode or bit depth
 * @param value the one whose shares differ most
 * @param shareOfTumours how many of the scans with a tumour have it, 0 to 1
 * @param shareOfOthers how many of the others
 * @param balancedAccuracy of the best guess of the label from the property alone, 0.5 to 1: half of one plus the total
 *     variation distance between the two labels' distributions
 */
record Leaning(String property, String value, double shareOfTumours, double shareOfOthers, double balancedAccuracy) {
    // A guess that is right this often is no accident of a few files.
    private static final double WORTH_SAYING = 0.6;

    /** Those worth saying; empty where a label has no scan. */
    static List<Leaning> all(DatasetSummary summary) {
        var found = new ArrayList<Leaning>();
        add(found, "format", summary, ClassSummary::formats);
        add(found, "colour mode", summary, ClassSummary::modes);
        add(found, "bit depth", summary, ClassSummary::bitDepths);
        return found;
    }

    private static <K> void add(
            List<Leaning> found, String property, DatasetSummary summary, Function<ClassSummary, Map<K, Integer>> of) {
        Map<K, Integer> tumours = counts(summary, 1, of);
        Map<K, Integer> others = counts(summary, 0, of);
        double allTumours =
                tumours.values().stream().mapToInt(Integer::intValue).sum();
        double allOthers = others.values().stream().mapToInt(Integer::intValue).sum();
        if (allTumours == 0 || allOthers == 0) {
            return;
        }
        Leaning widest = null;
        double distance = 0;
        for (Map.Entry<K, Integer> entry : tumours.entrySet()) {
            double left = entry.getValue() / allTumours;
            double right = others.get(entry.getKey()) / allOthers;
            distance += Math.abs(left - right) / 2;
            if (widest == null || left - right > widest.shareOfTumours - widest.shareOfOthers) {
                widest = new Leaning(property, entry.getKey().toString(), left, right, 0);
            }
        }
        double accuracy = (1 + distance) / 2;
        if (widest != null && accuracy >= WORTH_SAYING) {
            found.add(new Leaning(property, widest.value, widest.shareOfTumours, widest.shareOfOthers, accuracy));
        }
    }

    /** Of every value that occurs anywhere, also where this label has none. */
    private static <K> Map<K, Integer> counts(
            DatasetSummary summary, int label, Function<ClassSummary, Map<K, Integer>> of) {
        var counts = new HashMap<K, Integer>();
        for (ClassSummary one : summary.classes()) {
            of.apply(one)
                    .forEach((value, count) -> counts.merge(value, one.label() == label ? count : 0, Integer::sum));
        }
        return counts;
    }
}
