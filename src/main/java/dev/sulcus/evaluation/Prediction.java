package dev.sulcus.evaluation;

/**
 * One line of predictions.csv.
 *
 * @param path relative to the data folder
 * @param label 1 tumour, 0 none
 * @param probability of tumour, 0 to 1
 * @param predicted 1 when the probability is at least the threshold
 */
public record Prediction(String path, int label, double probability, int predicted) {}
