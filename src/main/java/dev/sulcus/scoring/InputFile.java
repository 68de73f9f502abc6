package dev.sulcus.scoring;

import java.nio.file.Path;

/**
 * One file to score.
 *
 * @param path as the user will read it: as they gave it, or below the folder they gave
 * @param file where it is
 */
public record InputFile(String path, Path file) {}
