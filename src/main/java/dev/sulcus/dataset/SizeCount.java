package dev.sulcus.dataset;

/** How many scans have one picture size, in pixels. */
public record SizeCount(int width, int height, int count) {}
