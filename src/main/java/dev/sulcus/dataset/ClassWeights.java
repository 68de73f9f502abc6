package dev.sulcus.dataset;

/**
 * What a sample's loss is multiplied by, by its class; scikit-learn's "balanced": n / (2 · n_class). 1 for a class that
 * is absent, as Keras does.
 */
public record ClassWeights(double negative, double positive) {
    /** Balanced weights for {@code negatives} and {@code positives} samples. */
    public static ClassWeights balanced(int negatives, int positives) {
        double total = (double) negatives + positives;
        return new ClassWeights(weight(total, negatives), weight(total, positives));
    }

    /** The weight of {@code label}: 1 tumour, 0 none. */
    public double of(int label) {
        return label == 1 ? positive : negative;
    }

    private static double weight(double total, int count) {
        return count == 0 ? 1 : total / (2.0 * count);
    }
}
