package dev.sulcus.report;

import dev.sulcus.benchmark.BenchDocument;
import dev.sulcus.benchmark.BenchRow;
import dev.sulcus.benchmark.CostCurve;
import dev.sulcus.benchmark.LatencyResult;
import dev.sulcus.benchmark.StageCost;
import java.util.ArrayList;
import java.util.List;

/** The rows of a measurement's tables as text. Stateless, thread-safe. */
final class BenchTables {
    private BenchTables() {}

    /** A named number; empty ones are left out of a page. */
    record Cell(String name, String value) {}

    /** One setting. */
    record Row(String name, List<Cell> cells) {}

    /** What each valid setting reached. */
    static List<Row> results(BenchDocument document) {
        return valid(document).map(BenchTables::result).toList();
    }

    /** How long its units took. */
    static List<Row> times(BenchDocument document) {
        return valid(document).map(BenchTables::time).toList();
    }

    /** What the card did; empty where nothing was computed on one. */
    static List<Row> gpu(BenchDocument document) {
        return valid(document)
                .filter(row -> row.gpu() != null)
                .map(row -> new Row(row.name(), GpuCells.of(row.gpu())))
                .toList();
    }

    /** What the curve shows, in sentences. */
    static List<String> curveStory(CostCurve curve) {
        if (curve == null) {
            return List.of();
        }
        return List.of(
                "Time is " + NumberText.number(curve.fixedSeconds()) + " s and "
                        + NumberText.number(curve.millisPerImage())
                        + " ms for each picture, least squares; R² " + NumberText.number(curve.determination())
                        + ", where 1 is a straight line. One picture took from "
                        + NumberText.number(curve.leastMillis()) + " to " + NumberText.number(curve.mostMillis())
                        + " ms, by number of pictures.",
                "From the fewest pictures to the most, resident memory at its peak grows by "
                        + megabytes(curve.memoryGrowthBytes()) + ", which is "
                        + NumberText.number(curve.memoryGrowthPerImage())
                        + " bytes for each picture.");
    }

    private static java.util.stream.Stream<BenchRow> valid(BenchDocument document) {
        return document.rows().stream().filter(BenchRow::valid);
    }

    private static Row result(BenchRow row) {
        var cells = new ArrayList<Cell>();
        if (row.setting().scenario() != null) {
            cells.add(new Cell("Result", headline(row)));
            cells.add(new Cell(
                    "99 % sure",
                    Double.isNaN(row.confidentMillis())
                            ? NumberText.UNDEFINED
                            : "≤ " + NumberText.number(row.confidentMillis()) + " ms"));
        }
        cells.add(new Cell("Images/s", NumberText.number(row.imagesPerSecond())));
        StageCost stages = row.stages();
        if (stages != null) {
            cells.add(new Cell("Read", NumberText.number(stages.read()) + " ms"));
            cells.add(new Cell("Decode", NumberText.number(stages.decode()) + " ms"));
            cells.add(new Cell("Resize", NumberText.number(stages.resize()) + " ms"));
        }
        addWork(row, cells);
        cells.add(new Cell("Heap bytes per image", NumberText.number(row.heapBytesPerImage())));
        return new Row(row.name(), cells);
    }

    private static void addWork(BenchRow row, List<Cell> cells) {
        if (row.setting().scenario() == null) {
            cells.add(new Cell("Waiting for data", NumberText.percent(row.waitShare())));
        }
        if (row.setting().precision() != null) {
            cells.add(new Cell("GFLOP/s", NumberText.number(row.gflops())));
            cells.add(new Cell("Of the peak", NumberText.percent(row.peakShare())));
            if (!Double.isNaN(row.copyShare())) {
                cells.add(new Cell("Of the bandwidth", NumberText.percent(row.copyShare())));
            }
        }
        if (!Double.isNaN(row.peakBytes())) {
            cells.add(new Cell("Peak memory", megabytes(row.peakBytes())));
        }
    }

    private static String headline(BenchRow row) {
        if (row.server() != null) {
            return NumberText.number(row.server().rate()) + " queries/s within "
                    + NumberText.number(row.server().boundMillis()) + " ms";
        }
        return Double.isNaN(row.percentile())
                ? NumberText.number(row.imagesPerSecond()) + " images/s"
                : NumberText.number(row.headlineMillis()) + " ms (p" + NumberText.number(row.percentile()) + ")";
    }

    private static Row time(BenchRow row) {
        LatencyResult l = row.latency();
        return new Row(
                row.name(),
                List.of(
                        new Cell("Unit", row.unit() + ", " + NumberText.count(l.count()) + " measured"),
                        new Cell("p50", NumberText.number(l.p50())),
                        new Cell("p90", NumberText.number(l.p90())),
                        new Cell("p95", NumberText.number(l.p95())),
                        new Cell("p99", NumberText.number(l.p99())),
                        new Cell("p99.9", NumberText.number(l.p999())),
                        new Cell("Longest", NumberText.number(l.max()))));
    }

    private static String megabytes(double bytes) {
        if (Double.isNaN(bytes)) {
            return NumberText.UNDEFINED;
        }
        return bytes < 0 ? "−" + NumberText.bytes((long) -bytes) : NumberText.bytes((long) bytes);
    }
}
