package dev.sulcus.benchmark;

import dev.sulcus.device.MachinePeak;

/**
 * What one picture asks of the machine at least.
 *
 * @param operations multiplications and additions
 * @param bytes that its memory moves, its share of the weights among them
 */
public record WorkCost(long operations, double bytes) {
    private static final double GIGA = 1e9;
    /** Read: weight, gradient and both moments; written: weight and both moments. */
    private static final int ADAM_PASSES = 7;

    /**
     * Of scoring.
     *
     * @param numbers of activations, read and written
     * @param numberBytes of each
     * @param weights float32, read once a batch
     */
    public static WorkCost scoring(long operations, long numbers, int numberBytes, long weights, int batch) {
        return new WorkCost(operations, (double) numbers * numberBytes + (double) Float.BYTES * weights / batch);
    }

    /**
     * Of a training step with Adam.
     *
     * @param numbers of activations and their gradients, read and written
     * @param numberBytes of each
     * @param trained weights that the step changes
     */
    public static WorkCost training(long operations, long numbers, int numberBytes, long trained, int batch) {
        double optimizer = (double) ADAM_PASSES * Float.BYTES * trained / batch;
        return new WorkCost(operations, (double) numbers * numberBytes + optimizer);
    }

    /** Share of a card's bandwidth; NaN without a card or its peak. */
    double copyShare(double imagesPerSecond, MachinePeak peak) {
        return peak == null || !peak.device().equals("gpu")
                ? Double.NaN
                : bytes * imagesPerSecond / GIGA / peak.copyGigabytes();
    }
}
