package dev.sulcus.report;

import dev.sulcus.metrics.BinaryMetrics;
import dev.sulcus.metrics.Interval;

/**
 * The interval that a page shows beside a figure. Where every scan was called alike, resampling finds no spread and the
 * bootstrap's interval shrinks to a point, which would promise certainty: Wilson's interval stands there for a share,
 * nothing for an area.
 */
final class IntervalShown {
    private static final Interval NONE = new Interval(Double.NaN, Double.NaN);

    private IntervalShown() {}

    static Interval sensitivity(BinaryMetrics metrics) {
        return share(
                metrics.sensitivity(),
                metrics.intervals().sensitivity(),
                metrics.positive().support());
    }

    static Interval specificity(BinaryMetrics metrics) {
        return share(
                metrics.specificity(),
                metrics.intervals().specificity(),
                metrics.negative().support());
    }

    static Interval accuracy(BinaryMetrics metrics) {
        return share(metrics.accuracy(), metrics.intervals().accuracy(), metrics.count());
    }

    static Interval rocAuc(BinaryMetrics metrics) {
        return isPoint(metrics.intervals().rocAuc())
                ? NONE
                : metrics.intervals().rocAuc();
    }

    /** A sentence where an interval is not the bootstrap's; empty where all are. */
    static String note(BinaryMetrics metrics) {
        boolean wilson = isPoint(metrics.intervals().sensitivity())
                || isPoint(metrics.intervals().specificity())
                || isPoint(metrics.intervals().accuracy());
        if (!wilson) {
            return "";
        }
        return "Where all scans of a kind were called alike, resampling shows no spread, and Wilson’s interval stands"
                + " instead.";
    }

    private static Interval share(double value, Interval bootstrap, int count) {
        return isPoint(bootstrap) && count > 0 ? ProbabilityFigures.wilson(value, count) : bootstrap;
    }

    private static boolean isPoint(Interval interval) {
        return interval.low() == interval.high();
    }
}
