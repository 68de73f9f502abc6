package dev.sulcus.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A way of storing files that occurs under one label only, so that a model may learn it instead of the anatomy.
 *
 * @param property {@code format}, {@code colour mode} or {@code bit depth}
 * @param value what the property is
 * @param role the one label that has it: {@code tumour} or {@code no tumour}
 * @param count how many scans have it
 * @param share of that label's scans, 0 to 1
 */
public record Shortcut(String property, String value, String role, int count, double share) {
    /** Every shortcut of {@code scans}; none when a label is absent, for then there is nothing to tell apart. */
    static List<Shortcut> of(List<Scan> scans) {
        List<Scan> negatives = scans.stream().filter(scan -> scan.label() == 0).toList();
        List<Scan> positives = scans.stream().filter(scan -> scan.label() == 1).toList();
        var found = new ArrayList<Shortcut>();
        if (!negatives.isEmpty() && !positives.isEmpty()) {
            collect(found, "format", ScanFacts::format, negatives, positives);
            collect(found, "colour mode", ScanFacts::mode, negatives, positives);
            collect(found, "bit depth", ScanFacts::bitDepth, negatives, positives);
        }
        return found;
    }

    private static <K extends Comparable<K>> void collect(
            List<Shortcut> found,
            String property,
            Function<ScanFacts, K> value,
            List<Scan> negatives,
            List<Scan> positives) {
        Map<K, Integer> without = ClassSummary.count(negatives, value);
        Map<K, Integer> with = ClassSummary.count(positives, value);
        without.forEach((key, count) -> {
            if (!with.containsKey(key)) {
                found.add(one(property, key, 0, count, negatives.size()));
            }
        });
        with.forEach((key, count) -> {
            if (!without.containsKey(key)) {
                found.add(one(property, key, 1, count, positives.size()));
            }
        });
    }

    private static Shortcut one(String property, Object value, int label, int count, int total) {
        return new Shortcut(property, value.toString(), ClassSummary.roleOf(label), count, (double) count / total);
    }
}
