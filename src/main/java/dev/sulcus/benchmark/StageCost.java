package dev.sulcus.benchmark;

import dev.sulcus.pipeline.StageTimes;

/**
 * Where the time of one picture goes, in milliseconds; reading, decoding and resizing are summed over the workers, so
 * that together they may exceed the time that passed.
 *
 * @param read opening and reading the file
 * @param decode from its bytes to pixels
 * @param resize from those to RGB inside the batch
 * @param waiting the consumer stood still because no batch was ready
 */
public record StageCost(double read, double decode, double resize, double waiting) {
    /** Of so many pictures; NaN of none. */
    static StageCost of(StageTimes times) {
        double factor = 1e-6 / (times.images() == 0 ? Double.NaN : times.images());
        return new StageCost(
                times.readNanos() * factor,
                times.decodeNanos() * factor,
                times.resizeNanos() * factor,
                times.waitNanos() * factor);
    }
}
