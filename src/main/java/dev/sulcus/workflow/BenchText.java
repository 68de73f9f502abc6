package dev.sulcus.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sulcus.benchmark.Agreement;
import dev.sulcus.benchmark.BenchDocument;
import dev.sulcus.benchmark.BenchRow;
import dev.sulcus.benchmark.CostCurve;
import dev.sulcus.benchmark.CurvePoint;
import dev.sulcus.benchmark.LatencyResult;
import dev.sulcus.benchmark.RatioResult;
import dev.sulcus.benchmark.StageCost;
import dev.sulcus.device.MachinePeak;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A measurement as tables for a terminal. Stateless. */
final class BenchText {
    private static final double MEGA = 1e6;
    static final String NONE = "-";

    private BenchText() {}

    static List<String> lines(BenchDocument document) {
        var lines = new ArrayList<String>();
        lines.add("machine: " + document.machine().words()
                + String.format(
                        Locale.ROOT,
                        ", load %.1f at the start",
                        document.machine().loadAverage()));
        lines.addAll(pictures(document.settings()));
        if (document.peak() != null) {
            lines.add(peak(document.peak()));
        }
        List<BenchRow> valid = document.rows().stream().filter(BenchRow::valid).toList();
        if (!valid.isEmpty()) {
            lines.add("");
            lines.addAll(times(valid));
            lines.add("");
            lines.addAll(figures(valid));
            lines.addAll(GpuText.lines(valid));
        }
        document.rows().stream()
                .filter(row -> !row.valid())
                .forEach(row -> lines.add(row.name() + ": INVALID, " + row.reason()));
        if (document.curve() != null) {
            lines.addAll(curve(document.curve()));
        }
        document.ratios().stream().map(RatioResult::sentence).forEach(lines::add);
        document.agreements().stream().map(BenchText::agreement).forEach(lines::add);
        return lines;
    }

    /** How large they are: no rate means anything without it. */
    private static List<String> pictures(JsonNode settings) {
        JsonNode pixels = settings == null ? null : settings.get("pixels");
        return pixels == null || !pixels.has("height")
                ? List.of()
                : List.of("pictures: " + pixels.get("height") + "×" + pixels.get("width") + " pixels");
    }

    private static String peak(MachinePeak peak) {
        String link = Double.isNaN(peak.pageLockedGigabytes())
                ? ""
                : String.format(
                        Locale.ROOT,
                        ", to the card %s GB/s, page-locked %s",
                        number("%.1f", peak.pageableGigabytes()),
                        number("%.1f", peak.pageLockedGigabytes()));
        return String.format(
                Locale.ROOT,
                "at most: %s GFLOP/s in float32%s, %s in bfloat16 (matrix product of %d), copy %s GB/s%s",
                number("%.0f", peak.float32Gflops()),
                Boolean.TRUE.equals(peak.tensorFloat32()) ? " (TF32)" : "",
                number("%.0f", peak.bfloat16Gflops()),
                peak.side(),
                number("%.0f", peak.copyGigabytes()),
                link);
    }

    private static List<String> times(List<BenchRow> rows) {
        var table = new BenchTable("times in ms", "p50", "p90", "p95", "p99", "p99.9", "max", "of one");
        for (BenchRow row : rows) {
            LatencyResult l = row.latency();
            table.row(
                    row.name(),
                    millis(l.p50()),
                    millis(l.p90()),
                    millis(l.p95()),
                    millis(l.p99()),
                    millis(l.p999()),
                    millis(l.max()),
                    row.unit() + " (" + l.count() + ")");
        }
        return table.lines();
    }

    private static List<String> figures(List<BenchRow> rows) {
        boolean stages = rows.stream().anyMatch(row -> row.stages() != null);
        boolean scenarios = rows.stream().anyMatch(row -> row.setting().scenario() != null);
        return stages ? stageTable(rows) : scenarios ? scenarioTable(rows) : stepTable(rows);
    }

    private static List<String> stageTable(List<BenchRow> rows) {
        var table = new BenchTable(
                "of one picture",
                "images/s",
                "read ms",
                "decode ms",
                "resize ms",
                "wait ms",
                "waiting",
                "heap B/image");
        for (BenchRow row : rows) {
            StageCost s = row.stages();
            table.row(
                    row.name(),
                    number("%.0f", row.imagesPerSecond()),
                    number("%.3f", s.read()),
                    number("%.3f", s.decode()),
                    number("%.3f", s.resize()),
                    number("%.3f", s.waiting()),
                    percent(row.waitShare()),
                    number("%.0f", row.heapBytesPerImage()));
        }
        return table.lines();
    }

    private static List<String> stepTable(List<BenchRow> rows) {
        var table = new BenchTable("figures", "images/s", "waiting", "GFLOP/s", "of peak", "peak MB", "heap B/image");
        for (BenchRow row : rows) {
            table.row(
                    row.name(),
                    number("%.1f", row.imagesPerSecond()),
                    percent(row.waitShare()),
                    number("%.0f", row.gflops()),
                    percent(row.peakShare()),
                    number("%.0f", row.peakBytes() / MEGA),
                    number("%.0f", row.heapBytesPerImage()));
        }
        return table.lines();
    }

    private static List<String> scenarioTable(List<BenchRow> rows) {
        var table =
                new BenchTable("result", "of LoadGen", "99 % sure", "images/s", "GFLOP/s", "of peak", "heap B/image");
        for (BenchRow row : rows) {
            table.row(
                    row.name(),
                    result(row),
                    Double.isNaN(row.confidentMillis()) ? NONE : "<= " + millis(row.confidentMillis()) + " ms",
                    number("%.1f", row.imagesPerSecond()),
                    number("%.0f", row.gflops()),
                    percent(row.peakShare()),
                    number("%.0f", row.heapBytesPerImage()));
        }
        return table.lines();
    }

    private static String result(BenchRow row) {
        if (row.server() != null) {
            return String.format(Locale.ROOT, "%.1f queries/s", row.server().rate());
        }
        return Double.isNaN(row.percentile())
                ? number("%.1f", row.imagesPerSecond()) + " images/s"
                : String.format(Locale.ROOT, "p%.0f %s ms", row.percentile(), millis(row.headlineMillis()));
    }

    private static List<String> curve(CostCurve curve) {
        var lines = new ArrayList<String>();
        lines.add("");
        lines.addAll(points("by pictures", curve.byPictures()));
        lines.add("");
        lines.addAll(points("by batch", curve.byBatch()));
        lines.add(String.format(
                Locale.ROOT,
                "time: %.3f s + %s ms per picture (each number of pictures by itself: %s to %s ms), R² %s; memory grows by"
                        + " %s MB, %s bytes per picture",
                curve.fixedSeconds(),
                number("%.3f", curve.millisPerImage()),
                number("%.3f", curve.leastMillis()),
                number("%.3f", curve.mostMillis()),
                number("%.5f", curve.determination()),
                number("%.1f", curve.memoryGrowthBytes() / MEGA),
                number("%.0f", curve.memoryGrowthPerImage())));
        lines.addAll(GpuText.curve(curve));
        return lines;
    }

    private static List<String> points(String name, List<CurvePoint> points) {
        var table = new BenchTable(name, "seconds", "images/s", "ms/picture", "resident MB", "peak MB", "heap B/image");
        for (CurvePoint point : points) {
            table.row(
                    String.format(Locale.ROOT, "%,d pictures, batch %d", point.pictures(), point.batch()),
                    number("%.2f", point.seconds()),
                    number("%.1f", point.imagesPerSecond()),
                    number("%.3f", 1000 / point.imagesPerSecond()),
                    number("%.0f", point.residentBytes() / MEGA),
                    number("%.0f", point.peakBytes() / MEGA),
                    number("%.0f", point.heapBytesPerImage()));
        }
        return table.lines();
    }

    private static String agreement(Agreement a) {
        return a.losses() ? losses(a) : probabilities(a);
    }

    private static String losses(Agreement a) {
        return String.format(
                Locale.ROOT,
                "agreement of %s with %s in %d steps: losses differ by %s at most, %s on average%s",
                a.name().toLowerCase(Locale.ROOT),
                a.reference().toLowerCase(Locale.ROOT),
                a.pictures(),
                number("%.2e", a.maxDifference()),
                number("%.2e", a.meanDifference()),
                a.undefined() == 0 ? "" : "; " + a.undefined() + " were not finite");
    }

    private static String probabilities(Agreement a) {
        return String.format(
                Locale.ROOT,
                "agreement of %s with %s on %d pictures: probabilities differ by %s at most, %s on average;"
                        + " %d decisions flip at %s%s",
                a.name().toLowerCase(Locale.ROOT),
                a.reference().toLowerCase(Locale.ROOT),
                a.pictures(),
                number("%.2e", a.maxDifference()),
                number("%.2e", a.meanDifference()),
                a.flips(),
                a.threshold(),
                a.undefined() == 0 ? "" : "; " + a.undefined() + " pictures could not be compared");
    }

    /** As many decimals as three digits need. */
    static String millis(double value) {
        return number(value < 10 ? "%.3f" : value < 100 ? "%.2f" : "%.1f", value);
    }

    static String percent(double share) {
        return Double.isFinite(share) ? String.format(Locale.ROOT, "%.1f %%", 100 * share) : NONE;
    }

    static String number(String format, double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, format, value) : NONE;
    }
}
