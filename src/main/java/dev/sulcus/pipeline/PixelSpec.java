package dev.sulcus.pipeline;

import dev.sulcus.fault.Fault;

/**
 * What the pixels that enter a model are, saved with its weights: uint8 RGB, 0 to 255, NHWC with C = 3, decoded by
 * OpenCV, the whole image resized without keeping its aspect ratio (never cropped: a lesion may sit at the edge).
 *
 * @param height rows, 16 to 4096 pixels
 * @param width columns, 16 to 4096 pixels
 * @param resampling how the image becomes that size
 */
public record PixelSpec(int height, int width, Resampling resampling) {
    /** Bytes a pixel takes: R, G and B. */
    public static final int CHANNELS = 3;

    /** Checks the ranges. */
    public PixelSpec {
        requireSide("height", height);
        requireSide("width", width);
    }

    /** Bytes of one image: H · W · C. */
    public int imageBytes() {
        return height * width * CHANNELS;
    }

    private static void requireSide(String name, int value) {
        if (value < 16 || value > 4096) {
            throw Fault.usage(name + " is " + value + " pixels; it must be 16 to 4096");
        }
    }
}
