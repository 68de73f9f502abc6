package dev.sulcus.benchmark;

/**
 * Numbers of one computation beside those of another that should give the same.
 *
 * @param what is computed
 * @param own how it was computed
 * @param reference what it is compared with
 * @param numbers how many there are
 * @param difference the largest: of probabilities absolute; of features relative to the largest feature; of losses
 *     relative to the reference. NaN where there are none to compare
 * @param allowed the most that passes
 * @param passed whether it is no more; never where the difference is undefined
 * @param failure why it could not be computed; null otherwise
 */
public record AgreeCheck(
        String what,
        String own,
        String reference,
        int numbers,
        double difference,
        double allowed,
        boolean passed,
        String failure) {
    /** Largest absolute difference. */
    public static AgreeCheck absolute(
            String what, String own, double[] values, String reference, double[] expected, double allowed) {
        return of(what, own, reference, values, expected, allowed, (value, other) -> Math.abs(value - other));
    }

    /** Largest difference as a share of the number that is expected in its place. */
    public static AgreeCheck relative(
            String what, String own, double[] values, String reference, double[] expected, double allowed) {
        return of(
                what,
                own,
                reference,
                values,
                expected,
                allowed,
                (value, other) -> value == other ? 0 : Math.abs(value - other) / Math.abs(other));
    }

    /** Largest difference as a share of the largest number that is expected anywhere. */
    public static AgreeCheck scaled(
            String what, String own, double[] values, String reference, double[] expected, double allowed) {
        double most = 0;
        for (double value : expected) {
            most = Math.max(most, Math.abs(value));
        }
        double scale = most == 0 ? 1 : most;
        return of(what, own, reference, values, expected, allowed, (value, other) -> Math.abs(value - other) / scale);
    }

    /** One that came to nothing. */
    public static AgreeCheck failed(String what, String own, String reference, double allowed, String reason) {
        return new AgreeCheck(what, own, reference, 0, Double.NaN, allowed, false, reason);
    }

    /** How far two numbers lie from one another. */
    @FunctionalInterface
    private interface Distance {
        double of(double value, double expected);
    }

    private static AgreeCheck of(
            String what,
            String own,
            String reference,
            double[] values,
            double[] expected,
            double allowed,
            Distance distance) {
        if (values.length != expected.length || values.length == 0) {
            return failed(what, own, reference, allowed, values.length + " numbers for " + expected.length);
        }
        double most = 0;
        for (int i = 0; i < values.length; i++) {
            double apart = distance.of(values[i], expected[i]);
            most = Double.isNaN(apart) || Double.isNaN(most) ? Double.NaN : Math.max(most, apart);
        }
        return new AgreeCheck(what, own, reference, values.length, most, allowed, most <= allowed, null);
    }
}
