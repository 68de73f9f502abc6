package dev.sulcus.report;

import dev.sulcus.benchmark.BenchDocument;
import dev.sulcus.benchmark.BenchRow;
import dev.sulcus.benchmark.BenchSetting;
import dev.sulcus.benchmark.CostCurve;
import dev.sulcus.benchmark.CurvePoint;
import dev.sulcus.report.Chart.Axis;
import dev.sulcus.report.Chart.Point;
import dev.sulcus.report.Chart.Series;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The charts of a measurement: slowest units, throughput against batch or threads, cost curves. Stateless, thread-safe. */
final class BenchFigures {
    /** As many kinds of lines as the script knows. */
    private static final int KINDS = 6;

    private static final double MEGA = 1e6;

    private BenchFigures() {}

    static List<Figure> all(BenchDocument document) {
        var figures = new ArrayList<Figure>();
        if (document.curve() != null) {
            curve(document.curve(), figures);
        }
        List<BenchRow> rows = document.rows().stream().filter(BenchRow::valid).toList();
        Map<String, List<BenchRow>> lines = againstSize(rows);
        if (lines.values().stream().anyMatch(line -> line.size() > 1)) {
            figures.add(throughput(lines, document.kind().equals("pipeline")));
        }
        rows.stream()
                .collect(Collectors.groupingBy(
                        row -> String.valueOf(row.setting().scenario()), LinkedHashMap::new, Collectors.toList()))
                .forEach((scenario, group) -> figures.add(tail("tail-" + scenario, scenario, group)));
        return figures;
    }

    /** Settings that differ in batch (or threads) alone, by what they have in common; scenarios with one size are left out. */
    private static Map<String, List<BenchRow>> againstSize(List<BenchRow> rows) {
        var lines = new LinkedHashMap<String, List<BenchRow>>();
        for (BenchRow row : rows) {
            String scenario = row.setting().scenario();
            if (scenario == null || scenario.equals("offline")) {
                BenchSetting s = row.setting();
                boolean threads = s.workers() != null;
                var common = new BenchSetting(s.scenario(), s.input(), s.precision(), threads ? s.batch() : null, null);
                lines.computeIfAbsent(common.words(), name -> new ArrayList<>()).add(row);
            }
        }
        lines.values().forEach(line -> line.sort(Comparator.comparingInt(BenchFigures::size)));
        return lines;
    }

    private static int size(BenchRow row) {
        return row.setting().workers() == null
                ? row.setting().batch()
                : row.setting().workers();
    }

    private static Figure throughput(Map<String, List<BenchRow>> lines, boolean threads) {
        var series = new ArrayList<Series>();
        var table = new ArrayList<List<String>>();
        lines.forEach((name, rows) -> {
            List<Point> points = rows.stream()
                    .map(row -> Point.of(size(row), row.imagesPerSecond()))
                    .toList();
            series.add(new Series(name, "promise-" + series.size() % KINDS, points));
            rows.forEach(row ->
                    table.add(List.of(name, NumberText.count(size(row)), NumberText.number(row.imagesPerSecond()))));
        });
        String across = threads ? "decoding threads" : "pictures in a batch";
        var chart = new Chart(
                "scatter",
                Axis.free(across, threads ? "whole" : "log"),
                new Axis("images per second", 0, Double.NaN, "linear"),
                List.of(),
                series,
                List.of());
        String title = threads ? "Throughput against threads" : "Throughput against batch";
        return new Figure(
                "throughput",
                title,
                "Images per second; higher is better. A line that flattens has met a limit that more "
                        + (threads ? "threads" : "pictures at a time") + " can’t move.",
                chart,
                new Figure.Table(title, List.of("Setting", across, "Images/s"), table));
    }

    private static Figure tail(String id, String scenario, List<BenchRow> rows) {
        var series = IntStream.range(0, rows.size())
                .mapToObj(i -> new Series(rows.get(i).name(), "curve-" + i % KINDS, points(rows.get(i))))
                .toList();
        var table = new ArrayList<List<String>>();
        for (BenchRow row : rows) {
            for (double[] point : row.tail()) {
                table.add(List.of(row.name(), NumberText.number(point[0]), NumberText.number(point[1])));
            }
        }
        var chart = new Chart(
                "scatter",
                Axis.free("one in so many takes longer (10: p90, 100: p99)", "log"),
                new Axis("milliseconds", 0, Double.NaN, "linear"),
                List.of(),
                series,
                List.of());
        String what = scenario.equals("null")
                ? rows.get(0).unit()
                : scenario + ", " + rows.get(0).unit();
        return new Figure(
                id.replaceAll("[^a-z-]", ""),
                "How long the slowest took: " + what,
                "From the median on the left to the slowest on the right; lower and flatter is better.",
                chart,
                new Figure.Table("Percentiles", List.of("Setting", "Percentile", "Milliseconds"), table));
    }

    private static List<Point> points(BenchRow row) {
        return java.util.Arrays.stream(row.tail())
                .map(point -> Point.of(100 / (100 - point[0]), point[1]))
                .toList();
    }

    private static void curve(CostCurve curve, List<Figure> figures) {
        figures.add(
                cost("time", "Time against pictures", "pictures", "seconds", curve.byPictures(), CurvePoint::seconds));
        figures.add(cost(
                "memory",
                "Memory against pictures",
                "pictures",
                "MB resident at most",
                curve.byPictures(),
                point -> point.peakBytes() / MEGA));
        if (curve.byBatch().size() > 1) {
            figures.add(cost(
                    "batch",
                    "Throughput against batch",
                    "pictures in a batch",
                    "images per second",
                    curve.byBatch(),
                    CurvePoint::imagesPerSecond));
            figures.add(cost(
                    "batch-memory",
                    "Memory against batch",
                    "pictures in a batch",
                    "MB resident at most",
                    curve.byBatch(),
                    point -> point.peakBytes() / MEGA));
        }
    }

    private static Figure cost(
            String id,
            String title,
            String across,
            String up,
            List<CurvePoint> points,
            ToDoubleFunction<CurvePoint> value) {
        boolean batches = across.contains("batch");
        List<Point> drawn = points.stream()
                .map(point -> Point.of(batches ? point.batch() : point.pictures(), value.applyAsDouble(point)))
                .toList();
        var chart = new Chart(
                "scatter",
                batches ? Axis.free(across, "log") : new Axis(across, 0, Double.NaN, "linear"),
                new Axis(up, 0, Double.NaN, "linear"),
                List.of(),
                List.of(new Series(up, "promise-0", drawn)),
                List.of());
        List<List<String>> table = drawn.stream()
                .map(point -> List.of(NumberText.count((long) point.x()), NumberText.number(point.y())))
                .toList();
        return new Figure(
                id, title, "Measured points, joined.", chart, new Figure.Table(title, List.of(across, up), table));
    }
}
