package dev.sulcus.report;

import dev.sulcus.dataset.ClassSummary;
import dev.sulcus.dataset.DatasetSummary;
import dev.sulcus.dataset.Shortcut;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * How often each way of storing a file occurs in each class.
 *
 * @param property as {@link Shortcut#property()} calls it
 * @param rows one per value, the most frequent first
 */
record StorageTable(String property, List<Row> rows) {
    /**
     * One value of the property.
     *
     * @param counts one per class, in the summary's order
     * @param shortcut whether one label has it alone
     */
    record Row(String value, List<Integer> counts, int total, boolean shortcut) {}

    /** Formats, colour modes and bit depths. */
    static List<StorageTable> all(DatasetSummary summary) {
        return List.of(
                of("format", summary, summary.formats(), ClassSummary::formats),
                of("colour mode", summary, summary.modes(), ClassSummary::modes),
                of("bit depth", summary, summary.bitDepths(), ClassSummary::bitDepths));
    }

    /** The name of a format, colour mode or bit depth as people write it. */
    static String word(String value) {
        return switch (value) {
            case "WEBP" -> "WebP";
            case "GREY" -> "grey";
            case "GREY_ALPHA" -> "grey with alpha";
            case "PALETTE" -> "palette";
            default -> value;
        };
    }

    private static <K> StorageTable of(
            String property,
            DatasetSummary summary,
            Map<K, Integer> totals,
            Function<ClassSummary, Map<K, Integer>> counts) {
        List<Row> rows = totals.entrySet().stream()
                .map(total -> new Row(
                        total.getKey().toString(),
                        summary.classes().stream()
                                .map(one -> counts.apply(one).getOrDefault(total.getKey(), 0))
                                .toList(),
                        total.getValue(),
                        isShortcut(summary, property, total.getKey())))
                .sorted(Comparator.comparingInt(Row::total).reversed().thenComparing(Row::value))
                .toList();
        return new StorageTable(property, rows);
    }

    private static boolean isShortcut(DatasetSummary summary, String property, Object value) {
        return summary.shortcuts().stream()
                .anyMatch(one -> one.property().equals(property) && one.value().equals(value.toString()));
    }
}
