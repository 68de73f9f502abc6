package dev.sulcus.benchmark;

/**
 * The price of a speed: how far the probabilities of one precision lie from those of another on the same pictures; or, in
 * training, the losses of the same steps, where pictures are steps and there is no threshold.
 *
 * @param name of the setting that is judged
 * @param reference what it is compared with
 * @param pictures how many
 * @param maxDifference the largest difference of two probabilities
 * @param meanDifference the mean of all
 * @param threshold from which on a picture is flagged; NaN for losses
 * @param flips how many pictures are flagged by one and not by the other
 * @param undefined how many got no probability from one of them, or NaN
 */
public record Agreement(
        String name,
        String reference,
        int pictures,
        double maxDifference,
        double meanDifference,
        double threshold,
        int flips,
        int undefined) {
    /** Of two lists of the same pictures. */
    public static Agreement of(String name, double[] own, String referenceName, double[] reference, double threshold) {
        double most = 0;
        double sum = 0;
        int flips = 0;
        int defined = 0;
        for (int i = 0; i < reference.length; i++) {
            double difference = Math.abs(own[i] - reference[i]);
            if (Double.isNaN(difference)) {
                continue;
            }
            defined++;
            most = Math.max(most, difference);
            sum += difference;
            flips += (own[i] >= threshold) == (reference[i] >= threshold) ? 0 : 1;
        }
        boolean none = defined == 0;
        return new Agreement(
                name,
                referenceName,
                reference.length,
                none ? Double.NaN : most,
                none ? Double.NaN : sum / defined,
                threshold,
                flips,
                reference.length - defined);
    }

    /** Of the losses of the same steps, from the same weights. */
    public static Agreement ofLosses(String name, double[] own, String referenceName, double[] reference) {
        return of(name, own, referenceName, reference, Double.NaN);
    }

    /** Whether losses of training steps were compared, not probabilities. */
    public boolean losses() {
        return Double.isNaN(threshold);
    }
}
