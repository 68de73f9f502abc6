package dev.sulcus.cuda;

import dev.sulcus.fault.Fault;

/**
 * What each picture of a batch becomes: uint8 RGB [height, width, 3].
 *
 * @param height in pixels, 1 to 4096
 * @param width in pixels, 1 to 4096
 * @param interpolation how it gets there
 * @param pad whether it keeps its aspect ratio, in the middle of black, instead of being stretched
 */
public record PictureTarget(int height, int width, Interpolation interpolation, boolean pad) {
    private static final int MOST = 4096;

    /**
     * Checks the size.
     *
     * @throws Fault of kind usage
     */
    public PictureTarget {
        if (height < 1 || height > MOST || width < 1 || width > MOST) {
            throw Fault.usage(
                    "pictures of " + height + "×" + width + " pixels; each side must be 1 to " + MOST + " pixels");
        }
    }

    /** Bytes of one picture in the batch. */
    public long imageBytes() {
        return 3L * height * width;
    }

    /** Columns that a picture of that size fills. */
    int fittedWidth(int fromWidth, int fromHeight) {
        return !pad || isWide(fromWidth, fromHeight) ? width : scaled(height, fromWidth, fromHeight);
    }

    /** Rows that it fills. */
    int fittedHeight(int fromWidth, int fromHeight) {
        return pad && isWide(fromWidth, fromHeight) ? scaled(width, fromHeight, fromWidth) : height;
    }

    private boolean isWide(int fromWidth, int fromHeight) {
        return (long) fromWidth * height >= (long) fromHeight * width;
    }

    /** {@code length · part / whole}, rounded half up, at least 1. */
    private static int scaled(int length, int part, int whole) {
        return (int) Math.max(1, (2L * length * part + whole) / (2L * whole));
    }
}
