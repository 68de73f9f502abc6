package dev.sulcus.weights;

import java.util.Map;

/**
 * A file of weights in the store, or one that is shipped.
 *
 * @param model the architecture it belongs to
 * @param name how it is called there
 * @param file where it lies, as a path
 * @param bytes its length
 * @param numbers how many numbers it holds
 * @param facts its metadata; {@code problem} alone when it can't be read
 */
public record WeightListing(
        String model, String name, String file, long bytes, long numbers, Map<String, String> facts) {}
