package dev.sulcus.dataset;

import java.nio.file.Path;

/**
 * One readable, labelled scan.
 *
 * @param path relative to the data folder, with forward slashes: its identity in every output
 * @param className the sub-folder's name
 * @param label 1 tumour, 0 none
 * @param file where it is
 * @param facts what it is
 */
public record Scan(String path, String className, int label, Path file, ScanFacts facts) {}
