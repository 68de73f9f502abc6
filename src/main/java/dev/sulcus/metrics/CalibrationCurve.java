package dev.sulcus.metrics;

/**
 * What the probabilities promise against what happened, in equal-width bins of the positive probability; empty bins
 * have count 0 and NaN elsewhere. The arrays have one length and are owned by the record.
 *
 * @param meanProbability mean promised probability of the bin
 * @param observedFraction share of positives in the bin
 * @param count samples in the bin
 */
public record CalibrationCurve(double[] meanProbability, double[] observedFraction, int[] count) {}
