package dev.sulcus.device;

import java.util.Map;

/**
 * What a card did while something was measured. Undefined numbers are NaN.
 *
 * @param samples how often it was looked at
 * @param utilisation mean share of the time in which a kernel ran, 0 to 1. It says that the card was not idle, not that
 *     it was full
 * @param maxUtilisation the highest
 * @param peakMemoryBytes taken at most, by all processes on the card. TensorFlow keeps what it once took
 * @param watts mean
 * @param joules in all
 * @param joulesPerImage of those
 * @param clockMhz mean clock of the multiprocessors
 * @param minClockMhz the lowest
 * @param throttling why the clock was not at its highest, each with its share of the samples, 0 to 1; empty when nothing
 *     held it
 */
public record GpuUse(
        int samples,
        double utilisation,
        double maxUtilisation,
        double peakMemoryBytes,
        double watts,
        double joules,
        double joulesPerImage,
        double clockMhz,
        double minClockMhz,
        Map<String, Double> throttling) {
    /** Copies the map. */
    public GpuUse {
        throttling = throttling == null ? Map.of() : Map.copyOf(throttling);
    }
}
