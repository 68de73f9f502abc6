package dev.sulcus.evaluation;

/**
 * One way in which a model fails. Immutable.
 *
 * @param kind which
 * @param certain whether chance is unlikely to explain it: the 95 % interval lies beyond the limit
 * @param value what was measured; NaN for a degenerate model and for too few scans
 * @param limit what it passed; NaN for the same two
 * @param sentence for a person, with the numbers
 */
public record FailureMode(Kind kind, boolean certain, double value, double limit, String sentence) {
    /** The ways, the worst first. */
    public enum Kind {
        /** Its figures mean nothing. */
        DEGENERATE,
        /** Its figures prove nothing, for lack of scans: no fault of the model's. */
        TOO_FEW_SCANS,
        /** It misses too many tumours. */
        MISSES_TOO_MANY,
        /** It raises too many false alarms. */
        HIGH_FALSE_POSITIVES,
        /** Its folds differ more than chance explains, or one of them collapsed. */
        UNSTABLE,
        /** It does better on what it was fitted on. */
        OVERFITTED,
        /** Its probabilities are not what they promise. */
        BADLY_CALIBRATED
    }
}
