package dev.sulcus.metrics;

/**
 * How one class fares at a threshold. A ratio with denominator 0 is NaN, never 0.
 *
 * @param precision share of the calls for this class that are right, 0 to 1
 * @param recall share of this class that is found, 0 to 1
 * @param f1 harmonic mean of both, 2·TP / (2·TP + FP + FN)
 * @param support how many samples are of this class
 */
public record ClassScores(double precision, double recall, double f1, int support) {}
