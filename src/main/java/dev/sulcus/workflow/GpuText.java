package dev.sulcus.workflow;

import dev.sulcus.benchmark.BenchRow;
import dev.sulcus.benchmark.CostCurve;
import dev.sulcus.benchmark.CurvePoint;
import dev.sulcus.device.GpuUse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the card did, as a table for a terminal; nothing where nothing was computed on one. Stateless. */
final class GpuText {
    private static final double MEGA = 1e6;

    private GpuText() {}

    static List<String> lines(List<BenchRow> rows) {
        if (rows.stream().allMatch(row -> row.gpu() == null)) {
            return List.of();
        }
        BenchTable table = table();
        rows.forEach(row -> add(table, row.name(), row.copyShare(), row.gpu()));
        return Stream.concat(Stream.of(""), table.lines().stream()).toList();
    }

    static List<String> curve(CostCurve curve) {
        List<CurvePoint> points = Stream.concat(curve.byPictures().stream(), curve.byBatch().stream())
                .filter(point -> point.gpu() != null)
                .toList();
        if (points.isEmpty()) {
            return List.of();
        }
        BenchTable table = table();
        points.forEach(point -> add(
                table,
                String.format(Locale.ROOT, "%,d pictures, batch %d", point.pictures(), point.batch()),
                Double.NaN,
                point.gpu()));
        return Stream.concat(Stream.of(""), table.lines().stream()).toList();
    }

    private static BenchTable table() {
        return new BenchTable(
                "GPU", "of copy", "busy", "at most", "memory MB", "watts", "J/image", "MHz", "lowest", "held by");
    }

    private static void add(BenchTable table, String name, double ofCopy, GpuUse use) {
        if (use == null) {
            String none = BenchText.NONE;
            table.row(name, none, none, none, none, none, none, none, none, none);
            return;
        }
        table.row(
                name,
                BenchText.percent(ofCopy),
                BenchText.percent(use.utilisation()),
                BenchText.percent(use.maxUtilisation()),
                BenchText.number("%.0f", use.peakMemoryBytes() / MEGA),
                BenchText.number("%.0f", use.watts()),
                BenchText.number("%.4f", use.joulesPerImage()),
                BenchText.number("%.0f", use.clockMhz()),
                BenchText.number("%.0f", use.minClockMhz()),
                throttling(use.throttling()));
    }

    /** "power limit 35.0 %", the most frequent first; "nothing" where the clock was free. */
    static String throttling(Map<String, Double> reasons) {
        return reasons.isEmpty()
                ? "nothing"
                : reasons.entrySet().stream()
                        .sorted(Map.Entry.<String, Double>comparingByValue()
                                .reversed()
                                .thenComparing(Map.Entry.comparingByKey()))
                        .map(reason -> reason.getKey() + " " + BenchText.percent(reason.getValue()))
                        .collect(Collectors.joining("; "));
    }
}
