package dev.sulcus.metrics;

/**
 * The four counts of a binary decision; "positive" means tumour.
 *
 * @param trueNegative negatives called negative
 * @param falsePositive negatives called positive
 * @param falseNegative positives called negative: missed tumours
 * @param truePositive positives called positive
 */
public record Confusion(int trueNegative, int falsePositive, int falseNegative, int truePositive) {}
