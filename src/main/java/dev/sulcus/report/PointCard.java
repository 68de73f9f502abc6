package dev.sulcus.report;

import dev.sulcus.metrics.Interval;
import dev.sulcus.metrics.OperatingPointResult;
import dev.sulcus.metrics.PrevalenceResult;
import dev.sulcus.metrics.ThresholdConfig;
import java.util.List;

/**
 * One way of calling scans, and what it would cost in a department.
 *
 * @param name which threshold, for a heading
 * @param rule how it was found
 * @param missed tumours not flagged, of how many
 * @param alarms scans without tumour flagged, of how many
 * @param sensitivity with its exact interval
 * @param specificity with its exact interval
 * @param rows one per prevalence
 */
record PointCard(
        String name,
        String rule,
        String missed,
        String alarms,
        String sensitivity,
        String specificity,
        List<Row> rows) {
    /**
     * One prevalence.
     *
     * @param prevalence share of tumours among the scans
     * @param positive share of flags that are right, with interval
     * @param negative share of unflagged scans without tumour, with interval
     * @param missed tumours missed in 1,000 scans
     * @param alarms false alarms in 1,000 scans
     */
    record Row(String prevalence, String positive, String negative, String missed, String alarms) {}

    /** The point {@code of} a model. */
    static PointCard of(OperatingPointResult point) {
        int tumours = point.sensitivity().count();
        int others = point.specificity().count();
        return new PointCard(
                name(point),
                rule(point),
                NumberText.count(point.confusion().falseNegative()) + " of " + NumberText.count(tumours),
                NumberText.count(point.confusion().falsePositive()) + " of " + NumberText.count(others),
                ranged(point.sensitivity().value(), point.sensitivity().exact()),
                ranged(point.specificity().value(), point.specificity().exact()),
                point.prevalences().stream().map(PointCard::row).toList());
    }

    private static String name(OperatingPointResult point) {
        return point.wanted().kind() == ThresholdConfig.Kind.SENSITIVITY
                ? "Set to find " + NumberText.number(100 * point.wanted().value()) + " % of the tumours"
                : "Threshold " + NumberText.number(point.threshold());
    }

    private static String rule(OperatingPointResult point) {
        return point.wanted().kind() == ThresholdConfig.Kind.SENSITIVITY
                ? "each fold’s own threshold, chosen on scans of its training folds"
                : "fixed before anything was trained";
    }

    private static Row row(PrevalenceResult result) {
        return new Row(
                NumberText.number(100 * result.prevalence()) + " %",
                ranged(result.positivePredictiveValue(), result.positivePredictiveValueInterval()),
                ranged(result.negativePredictiveValue(), result.negativePredictiveValueInterval()),
                NumberText.number(Math.round(10 * result.missedPerThousand()) / 10.0),
                NumberText.count(Math.round(result.falseAlarmsPerThousand())));
    }

    private static String ranged(double value, Interval interval) {
        return NumberText.ratio(value) + " (" + NumberText.interval(interval) + ")";
    }
}
