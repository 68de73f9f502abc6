package dev.sulcus.evaluation;

/** What a test says of two models. */
public enum Verdict {
    /** The first is better, beyond chance. */
    FIRST_BETTER,
    /** The second is better, beyond chance. */
    SECOND_BETTER,
    /** These scans cannot tell them apart; not that they are equally good. */
    CANNOT_TELL;

    /** The error rate of all pairs together. */
    public static final double ALPHA = 0.05;

    /** By adjusted p and the sign of first - second; NaN tells nothing. */
    static Verdict of(double adjustedP, double difference) {
        if (!(adjustedP < ALPHA)) {
            return CANNOT_TELL;
        }
        return difference > 0 ? FIRST_BETTER : SECOND_BETTER;
    }
}
