package dev.sulcus.cuda;

/** How a picture becomes another size, as {@code pipeline.Resampling} has it; the others are done on the host. */
public enum Interpolation {
    /** Averages where both sides shrink, linear else. */
    AREA,
    /** OpenCV's linear interpolation in fixed point. */
    LINEAR
}
