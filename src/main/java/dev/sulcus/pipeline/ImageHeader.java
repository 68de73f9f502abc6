package dev.sulcus.pipeline;

import dev.sulcus.dataset.ColorMode;
import dev.sulcus.dataset.ImageFormat;
import dev.sulcus.fault.Fault;
import java.nio.ByteBuffer;

/**
 * What a file's first bytes say, found without decoding a pixel: so that a picture that would fill the memory is refused
 * while it is still small, and one that stops half way is not mistaken for one that is half grey.
 *
 * @param format by content
 * @param mode as stored
 * @param bitDepth bits per channel, 1, 2, 4, 8 or 16
 * @param width pixels, 1 or more
 * @param height pixels, 1 or more
 */
record ImageHeader(ImageFormat format, ColorMode mode, int bitDepth, int width, int height) {
    /** OpenCV's own limit for a side. */
    static final int MAX_SIDE = 1 << 20;

    private static final int SHORTEST_IMAGE_BYTES = 16;

    /**
     * Reads the header from {@code file}, from 0 to its limit; leaves its byte order undefined.
     *
     * @throws Fault of kind data with the reason as message, without the file's name
     */
    static ImageHeader read(ByteBuffer file) {
        try {
            ImageHeader header =
                    switch (formatOf(file)) {
                        case JPEG -> JpegHeader.read(file);
                        case PNG -> PngHeader.read(file);
                        case BMP -> BmpHeader.read(file);
                        case TIFF -> TiffHeader.read(file);
                        case WEBP -> WebpHeader.read(file);
                    };
            return header.requireSides();
        } catch (IndexOutOfBoundsException e) {
            throw Fault.data("truncated: the file ends inside its header", e);
        }
    }

    /**
     * Refuses more than {@code maxPixels}.
     *
     * @throws Fault of kind data with the reason as message
     */
    void requirePixels(long maxPixels) {
        long pixels = (long) width * height;
        if (pixels > maxPixels) {
            throw Fault.data(
                    "too large: " + width + " × " + height + " is " + pixels + " pixels, the limit is " + maxPixels);
        }
    }

    /**
     * Refuses a file that stops before its end or whose checksums are wrong.
     *
     * @throws Fault of kind data with the reason as message
     */
    void requireWhole(ByteBuffer file) {
        try {
            switch (format) {
                case JPEG -> JpegHeader.requireWhole(file);
                case PNG -> PngHeader.requireWhole(file);
                case BMP -> BmpHeader.requireWhole(file);
                case TIFF -> TiffHeader.requireWhole(file);
                case WEBP -> WebpHeader.requireWhole(file);
            }
        } catch (IndexOutOfBoundsException e) {
            throw Fault.data("truncated: the file ends inside its header", e);
        }
    }

    private static ImageFormat formatOf(ByteBuffer file) {
        if (file.limit() >= SHORTEST_IMAGE_BYTES) {
            if (JpegHeader.begins(file)) {
                return ImageFormat.JPEG;
            }
            if (PngHeader.begins(file)) {
                return ImageFormat.PNG;
            }
            if (TiffHeader.begins(file)) {
                return ImageFormat.TIFF;
            }
            if (WebpHeader.begins(file)) {
                return ImageFormat.WEBP;
            }
            if (BmpHeader.begins(file)) {
                return ImageFormat.BMP;
            }
        }
        throw Fault.data("no image: its content is none of JPEG, PNG, BMP, TIFF, WebP");
    }

    private ImageHeader requireSides() {
        if (width < 1 || height < 1 || width > MAX_SIDE || height > MAX_SIDE) {
            throw Fault.data(
                    "impossible size in its header: " + width + " × " + height + "; a side must be 1 to " + MAX_SIDE);
        }
        return this;
    }
}
