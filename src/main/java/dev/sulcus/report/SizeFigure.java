package dev.sulcus.report;

import dev.sulcus.dataset.ClassSummary;
import dev.sulcus.dataset.DatasetSummary;
import dev.sulcus.dataset.SizeCount;
import dev.sulcus.dataset.Spread;
import dev.sulcus.report.Chart.Axis;
import dev.sulcus.report.Chart.Point;
import dev.sulcus.report.Chart.Series;
import java.util.List;

/** Width against height of every scan, by class. */
final class SizeFigure {
    private static final int MOST_POINTS = 2000;

    private SizeFigure() {}

    static Figure of(DatasetSummary summary) {
        List<Series> series = summary.classes().stream()
                .map(one -> new Series(one.name(), one.label() == 1 ? "tumour" : "none", points(one)))
                .toList();
        String text = text(summary);
        var chart = new Chart(
                "scatter",
                Axis.free("width, pixels", "log"),
                Axis.free("height, pixels", "log"),
                List.of(),
                series,
                List.of());
        return new Figure("sizes", "Picture sizes", text, chart, table(summary));
    }

    private static String text(DatasetSummary summary) {
        Spread width = summary.sizes().width();
        Spread height = summary.sizes().height();
        if (summary.sizes().distinct() == 1) {
            return "Every scan has the same size, " + NumberText.number(width.min()) + " × "
                    + NumberText.number(height.min()) + " pixels.";
        }
        return NumberText.count(summary.sizes().distinct()) + " different sizes; width " + range(width) + ", height "
                + range(height) + " pixels. A larger point stands for more scans of that size. Classes that keep apart"
                + " here can be told apart without looking inside.";
    }

    private static List<Point> points(ClassSummary one) {
        List<SizeCount> sizes = one.sizes();
        return CurveFigures.picked(sizes.size(), MOST_POINTS)
                .mapToObj(sizes::get)
                .map(size -> new Point(size.width(), size.height(), Double.NaN, Double.NaN, size.count()))
                .toList();
    }

    private static Figure.Table table(DatasetSummary summary) {
        List<List<String>> rows = summary.classes().stream()
                .map(one ->
                        List.of(one.name(), NumberText.count(one.count()), spread(one.width()), spread(one.height())))
                .toList();
        return new Figure.Table(
                "Width and height by class, in pixels: smallest, median, largest",
                List.of("Class", "Scans", "Width", "Height"),
                rows);
    }

    private static String range(Spread spread) {
        return NumberText.number(spread.min()) + " to " + NumberText.number(spread.max());
    }

    private static String spread(Spread spread) {
        return NumberText.number(spread.min()) + " / " + NumberText.number(spread.median()) + " / "
                + NumberText.number(spread.max());
    }
}
