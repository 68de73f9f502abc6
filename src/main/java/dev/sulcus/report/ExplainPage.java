package dev.sulcus.report;

import dev.sulcus.dataset.UnreadableScan;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The page of heat maps: the most urgent scans first, each beside itself under its map. */
public final class ExplainPage {
    private static final int MOST = 200;
    private static final int MOST_UNREADABLE = 100;

    private ExplainPage() {}

    /**
     * Replaces {@code target}, whole or not at all.
     *
     * @param model what explains, in a line
     * @param scans in any order
     * @param jpeg gives a scan's picture, small enough for a page
     * @param threshold from which on a scan is flagged
     * @throws dev.sulcus.fault.Fault of kind data, naming the file, when it can't be written
     */
    public static void write(
            Path target,
            String model,
            List<ExplainedScan> scans,
            List<UnreadableScan> unreadable,
            Function<ExplainedScan, byte[]> jpeg,
            double threshold) {
        List<ExplainedScan> shown = scans.stream()
                .sorted(Comparator.comparingDouble(ExplainedScan::probability)
                        .reversed()
                        .thenComparing(ExplainedScan::path))
                .limit(MOST)
                .toList();
        var values = new HashMap<String, Object>();
        values.put("title", "Where the model looks");
        values.put("kicker", "Heat maps");
        values.put("model", model);
        values.put("threshold", threshold);
        values.put("count", scans.size());
        values.put("flagged", scans.stream().filter(ExplainedScan::flagged).count());
        values.put("scans", shown.stream().map(scan -> tile(scan, jpeg)).toList());
        values.put("unreadable", unreadable.stream().limit(MOST_UNREADABLE).toList());
        values.put("unreadableCount", unreadable.size());
        PageTemplate.write(target, "explain", values, List.of());
    }

    private static Map<String, Object> tile(ExplainedScan scan, Function<ExplainedScan, byte[]> jpeg) {
        return Map.of("scan", scan, "jpeg", jpeg.apply(scan));
    }
}
