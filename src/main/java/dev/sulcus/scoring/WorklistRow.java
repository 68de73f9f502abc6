package dev.sulcus.scoring;

/**
 * One scored scan.
 *
 * @param path as the user gave it
 * @param probability of tumour, 0 to 1
 * @param flagged whether it reaches the run's threshold
 */
public record WorklistRow(String path, float probability, boolean flagged) {}
