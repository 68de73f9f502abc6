package dev.sulcus.metrics;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The figures of a binary classifier, in the order in which tables show them. JSON calls them by {@link #key}. */
public enum Figure {
    /** Share of all calls that are right. */
    ACCURACY("accuracy", BinaryMetrics::accuracy, t -> t.confusion().accuracy()),
    /** Share of the tumours that are found. */
    SENSITIVITY("sensitivity", BinaryMetrics::sensitivity, t -> t.confusion().sensitivity()),
    /** Share of the scans without tumour that are called so. */
    SPECIFICITY("specificity", BinaryMetrics::specificity, t -> t.confusion().specificity()),
    /** Mean of sensitivity and specificity. */
    BALANCED_ACCURACY("balancedAccuracy", BinaryMetrics::balancedAccuracy, t -> t.confusion()
            .balancedAccuracy()),
    /** Share of the tumour calls that are right, at the prevalence of the samples. */
    POSITIVE_PREDICTIVE_VALUE("positivePredictiveValue", m -> m.positive().precision(), t -> t.confusion()
            .precision()),
    /** Share of the no-tumour calls that are right, at the prevalence of the samples. */
    NEGATIVE_PREDICTIVE_VALUE("negativePredictiveValue", m -> m.negative().precision(), t -> t.confusion()
            .negativePredictiveValue()),
    /** F1 of the tumour class. */
    F1("f1", m -> m.positive().f1(), t -> t.confusion().positive().f1()),
    /** Matthews correlation coefficient. */
    MCC("mcc", BinaryMetrics::mcc, t -> t.confusion().mcc()),
    /** Cohen's kappa. */
    COHEN_KAPPA("cohenKappa", BinaryMetrics::cohenKappa, t -> t.confusion().cohenKappa()),
    /** Area under the ROC curve. */
    ROC_AUC("rocAuc", BinaryMetrics::rocAuc, Tally::rocAuc),
    /** Average precision. */
    AVERAGE_PRECISION("averagePrecision", BinaryMetrics::averagePrecision, Tally::averagePrecision),
    /** Brier score. */
    BRIER("brier", BinaryMetrics::brier, Tally::brier),
    /** Mean negative log-likelihood. */
    LOG_LOSS("logLoss", BinaryMetrics::logLoss, Tally::logLoss),
    /**
     * Expected calibration error. Every resample adds noise to it, so its interval lies too high; {@link
     * CalibrationNoise} says what chance alone would give.
     */
    EXPECTED_CALIBRATION_ERROR(
            "expectedCalibrationError", BinaryMetrics::expectedCalibrationError, Tally::expectedCalibrationError),
    /** Highest specificity of any threshold that finds 95 % of the tumours. */
    SPECIFICITY_AT_SENSITIVITY_95(
            "specificityAtSensitivity95",
            BinaryMetrics::specificityAtSensitivity95,
            t -> t.specificityAtSensitivity(0.95));

    private final String key;
    private final ToDoubleFunction<BinaryMetrics> ofMetrics;
    private final ToDoubleFunction<Tally> ofTally;

    Figure(String key, ToDoubleFunction<BinaryMetrics> ofMetrics, ToDoubleFunction<Tally> ofTally) {
        this.key = key;
        this.ofMetrics = ofMetrics;
        this.ofTally = ofTally;
    }

    /** Its name in JSON: that of the member of {@link BinaryMetrics}, where there is one. */
    @JsonValue
    public String key() {
        return key;
    }

    /** Its value; NaN where undefined. */
    public double of(BinaryMetrics metrics) {
        return ofMetrics.applyAsDouble(metrics);
    }

    /** Its value for the resample that {@code tally} counted last; NaN where undefined. */
    double of(Tally tally) {
        return ofTally.applyAsDouble(tally);
    }

    /**
     * The percentile-bootstrap 95 % interval of every figure, resampling groups; undefined where the figure is, or
     * without resamples. Every figure in the map, in order. A figure that no resample changes has an interval of no
     * width, which is no proof of certainty: {@link Proportion} has one that does not shrink.
     */
    public static Map<Figure, Interval> intervals(Samples samples, BootstrapConfig config) {
        return new EnumMap<>(Bootstrap.intervals(samples, List.of(values()), config));
    }
}
