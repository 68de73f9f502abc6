package dev.sulcus.metrics;

/**
 * Operating points by falling threshold, one per distinct score. The arrays have one length and are owned by the
 * record.
 *
 * @param recall sensitivity at the threshold, rising
 * @param precision positive predictive value at the threshold
 * @param threshold the score from which on a sample is called positive
 */
public record PrecisionRecallCurve(double[] recall, double[] precision, double[] threshold) {}
