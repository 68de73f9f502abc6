package dev.sulcus.metrics;

/**
 * Operating points from the strictest threshold to the laxest, beginning at (0, 0) and ending at (1, 1); one per
 * distinct score. The arrays have one length and are owned by the record.
 *
 * @param falsePositiveRate 1 - specificity
 * @param truePositiveRate sensitivity
 * @param threshold the score from which on a sample is called positive; +infinity at the first point
 */
public record RocCurve(double[] falsePositiveRate, double[] truePositiveRate, double[] threshold) {}
