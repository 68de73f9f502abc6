package dev.sulcus.scoring;

/**
 * What it changes that a card decodes JPEGs and not the host, by whose pixels the model was trained: the first pictures of
 * the job, scored both ways.
 *
 * @param pictures how many were compared, all decoded by the card
 * @param maxDifference the largest difference of two probabilities; NaN for none
 * @param meanDifference the mean of all
 * @param flips how many are flagged one way and not the other
 */
public record DecoderShift(int pictures, double maxDifference, double meanDifference, int flips) {
    /** Compares as it goes along. Not thread-safe. */
    static final class Sum {
        private final double threshold;
        private int pictures;
        private double most;
        private double sum;
        private int flips;

        Sum(double threshold) {
            this.threshold = threshold;
        }

        /** One picture both ways; NaN is left out. */
        void add(float card, float host) {
            double difference = Math.abs((double) card - host);
            if (Double.isNaN(difference)) {
                return;
            }
            pictures++;
            most = Math.max(most, difference);
            sum += difference;
            flips += (card >= threshold) == (host >= threshold) ? 0 : 1;
        }

        DecoderShift shift() {
            boolean none = pictures == 0;
            return new DecoderShift(pictures, none ? Double.NaN : most, none ? Double.NaN : sum / pictures, flips);
        }
    }
}
