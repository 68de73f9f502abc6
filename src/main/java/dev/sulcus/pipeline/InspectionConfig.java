package dev.sulcus.pipeline;

/**
 * How files are looked into.
 *
 * @param workers decoding threads, 1 to 256
 * @param maxPixels a file whose header claims more is refused before it is decoded, 1 to 700 million
 */
public record InspectionConfig(int workers, long maxPixels) {
    /** Checks the ranges. */
    public InspectionConfig {
        PipelineConfig.require("workers", workers, 1, 256, "threads");
        PipelineConfig.requireMaxPixels(maxPixels);
    }
}
