package dev.sulcus.metrics;

import dev.sulcus.fault.Fault;

/**
 * How the threshold is found from which on a scan is called tumour. Immutable.
 *
 * @param kind how
 * @param value the threshold itself, 0 to 1, or the wanted sensitivity, above 0 up to 1
 */
public record ThresholdConfig(Kind kind, double value) {
    /** What the value means. */
    public enum Kind {
        /** The threshold itself. */
        FIXED,
        /** The share of tumours that must be found. */
        SENSITIVITY
    }

    /** The threshold 0.5. */
    public static final ThresholdConfig HALF = new ThresholdConfig(Kind.FIXED, 0.5);

    /** The highest threshold that finds 95 % of the tumours it is chosen on. */
    public static final ThresholdConfig SENSITIVITY_95 = new ThresholdConfig(Kind.SENSITIVITY, 0.95);

    /** Checks the range. */
    public ThresholdConfig {
        if (kind == null) {
            throw Fault.usage("kind is missing; it must be FIXED or SENSITIVITY");
        }
        if (kind == Kind.FIXED && !(value >= 0 && value <= 1)) {
            throw Fault.usage("threshold is " + value + "; it must be 0 to 1");
        }
        if (kind == Kind.SENSITIVITY && !(value > 0 && value <= 1)) {
            throw Fault.usage("wanted sensitivity is " + value + "; it must be above 0, at most 1");
        }
    }

    /**
     * The threshold for {@code scores}: the fixed one, or the highest score such that calling from it on finds at least
     * the wanted share of the tumours. In cross-validation only tuning predictions may come here; see the package
     * {@code evaluation}.
     *
     * @throws Fault of kind usage when a sensitivity is wanted and no tumour is there
     * @throws Fault of kind bug for lengths that differ, other labels or NaN scores
     */
    public double choose(int[] labels, double[] scores) {
        SampleChecks.requireScores(labels, scores);
        if (kind == Kind.FIXED) {
            return value;
        }
        RocCurve curve = RocCurve.of(labels, scores);
        for (int i = 1; i < curve.threshold().length; i++) {
            // Sensitivity rises along the curve as the threshold falls: the first point that reaches it is the highest.
            if (curve.truePositiveRate()[i] >= value) {
                return curve.threshold()[i];
            }
        }
        throw Fault.usage("no threshold reaches sensitivity " + value + ": none of the " + labels.length
                + " scans to choose on is a tumour; take fewer folds, or a fixed threshold");
    }
}
