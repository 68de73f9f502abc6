package dev.sulcus.report;

import java.util.List;

/**
 * What a page's script draws, as it is written into the page's JSON. Undefined numbers are NaN here and {@code null}
 * there: a gap in a line, an axis that finds its own limit.
 *
 * @param kind {@code line} (points joined), {@code scatter}, or {@code bars} (stacked at whole x)
 * @param labels of the bars, by their x; empty for other kinds
 * @param marks vertical lines with a word
 */
record Chart(String kind, Axis x, Axis y, List<String> labels, List<Series> series, List<Mark> marks) {
    /**
     * One axis.
     *
     * @param min lower limit; NaN leaves it to the data
     * @param max upper limit; NaN leaves it to the data
     * @param scale {@code linear}, {@code log}, {@code whole} (no fractions) or {@code magnitude} (linear, but
     *     written without the sign, for bars that hang down)
     */
    record Axis(String title, double min, double max, String scale) {
        static Axis unit(String title) {
            return new Axis(title, 0, 1, "linear");
        }

        static Axis free(String title, String scale) {
            return new Axis(title, Double.NaN, Double.NaN, scale);
        }
    }

    /**
     * Points that belong together.
     *
     * @param role decides colour and stroke in the page's script
     */
    record Series(String name, String role, List<Point> points) {}

    /**
     * One value.
     *
     * @param low lower end of its interval; NaN when it has none
     * @param high upper end of its interval; NaN when it has none
     * @param count how many samples stand behind it; 0 when that makes no sense
     */
    record Point(double x, double y, double low, double high, int count) {
        static Point of(double x, double y) {
            return new Point(x, y, Double.NaN, Double.NaN, 0);
        }
    }

    /** A vertical line at {@code x}. */
    record Mark(double x, String label) {}
}
