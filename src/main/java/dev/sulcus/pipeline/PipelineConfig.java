package dev.sulcus.pipeline;

import dev.sulcus.fault.Fault;

/**
 * How files become batches.
 *
 * @param pixels what each image becomes
 * @param batchSize images in a full batch, 1 to 4096
 * @param slots batches in the ring, those that a consumer holds included, 2 to 64
 * @param workers decoding threads, 1 to 256
 * @param cacheBudgetBytes native memory that decoded images may take, 0 or more; a set that does not fit as a whole is
 *     decoded anew in every pass
 * @param maxPixels a file whose header claims more is refused before it is decoded, 1 to 700 million
 */
public record PipelineConfig(
        PixelSpec pixels, int batchSize, int slots, int workers, long cacheBudgetBytes, long maxPixels) {
    /** 64 million pixels: 192 MB decoded. */
    public static final long DEFAULT_MAX_PIXELS = 64_000_000;

    /** Checks the ranges. */
    public PipelineConfig {
        if (pixels == null || pixels.resampling() == null) {
            throw Fault.usage("pixels is not given; say height, width and resampling");
        }
        require("batchSize", batchSize, 1, 4096, "images");
        require("slots", slots, 2, 64, "batches");
        require("workers", workers, 1, 256, "threads");
        require("cacheBudgetBytes", cacheBudgetBytes, 0, Long.MAX_VALUE, "bytes");
        requireMaxPixels(maxPixels);
    }

    static void require(String name, long value, long least, long most, String unit) {
        if (value < least || value > most) {
            throw Fault.usage(name + " is " + value + " " + unit + "; it must be " + least
                    + (most == Long.MAX_VALUE ? " or more" : " to " + most));
        }
    }

    static void requireMaxPixels(long value) {
        require("maxPixels", value, 1, 700_000_000, "pixels");
    }
}
