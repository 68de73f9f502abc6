package dev.sulcus.report;

/**
 * One of the scans that the model puts first, to be looked at. The arrays are owned by the record.
 *
 * @param path relative to the data folder
 * @param label 1 tumour, 0 none
 * @param probability of tumour as the model said, 0 to 1
 * @param jpeg a small picture of the scan, JPEG
 * @param heat the same under its heat map, JPEG
 */
public record UrgentScan(String path, int label, double probability, byte[] jpeg, byte[] heat) {}
