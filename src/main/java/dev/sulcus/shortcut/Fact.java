package dev.sulcus.shortcut;

import dev.sulcus.dataset.Scan;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * One thing that is known of every file, sorted into at most {@value #MOST_BINS} bins: what a tree may ask for. Bins are
 * made without the labels.
 *
 * @param name in words
 * @param ordered whether bins follow each other; otherwise they are kinds
 * @param bins the bin of each scan
 * @param count how many bins
 */
record Fact(String name, boolean ordered, int[] bins, int count) {
    static final int MOST_BINS = 64;

    /** A number, in bins of about equally many scans; NaN (unknown) lies below all. */
    static Fact number(String name, List<Scan> scans, ToDoubleFunction<Scan> value) {
        double[] values = scans.stream()
                .mapToDouble(value)
                .map(v -> Double.isNaN(v) ? Double.NEGATIVE_INFINITY : v)
                .toArray();
        double[] sorted = Arrays.stream(values).sorted().toArray();
        double[] starts = Arrays.stream(sorted).distinct().toArray();
        if (starts.length > MOST_BINS) {
            starts = new double[MOST_BINS];
            for (int i = 0; i < MOST_BINS; i++) {
                starts[i] = sorted[(int) ((long) i * sorted.length / MOST_BINS)];
            }
            starts = Arrays.stream(starts).distinct().toArray();
        }
        int[] bins = new int[values.length];
        for (int i = 0; i < bins.length; i++) {
            int found = Arrays.binarySearch(starts, values[i]);
            bins[i] = found >= 0 ? found : -found - 2;
        }
        return new Fact(name, true, bins, starts.length);
    }

    /** A kind; the most frequent ones have bins of their own, the rest share the last. */
    static Fact kind(String name, List<Scan> scans, Function<Scan, Object> value) {
        List<String> values =
                scans.stream().map(scan -> String.valueOf(value.apply(scan))).toList();
        Map<String, Integer> counts = new HashMap<>();
        values.forEach(v -> counts.merge(v, 1, Integer::sum));
        Map<String, Integer> binOf = new HashMap<>();
        counts.keySet().stream()
                .sorted(Comparator.comparing((String v) -> -counts.get(v)).thenComparing(v -> v))
                .forEachOrdered(v -> binOf.put(v, Math.min(binOf.size(), MOST_BINS - 1)));
        int[] bins = values.stream().mapToInt(binOf::get).toArray();
        return new Fact(name, false, bins, Math.min(counts.size(), MOST_BINS));
    }

    /** Whether every scan has the same. */
    boolean constant() {
        return count < 2;
    }
}
