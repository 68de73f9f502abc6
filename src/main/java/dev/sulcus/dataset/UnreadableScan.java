package dev.sulcus.dataset;

/**
 * A file that can't be used.
 *
 * @param path relative to the data folder, or as the user gave it
 * @param reason one line for a person
 */
public record UnreadableScan(String path, String reason) {}
