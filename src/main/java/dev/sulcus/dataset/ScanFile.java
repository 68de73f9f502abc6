package dev.sulcus.dataset;

import java.nio.file.Path;

/**
 * One file of a data folder, not looked into yet.
 *
 * @param path relative to the folder, with forward slashes: its identity in every output
 * @param className the sub-folder's name
 * @param file where it is
 */
public record ScanFile(String path, String className, Path file) {}
