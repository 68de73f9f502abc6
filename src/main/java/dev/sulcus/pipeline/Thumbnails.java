package dev.sulcus.pipeline;

import dev.sulcus.fault.Fault;
import dev.sulcus.fault.FaultKind;
import java.nio.file.Path;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/** Small pictures for pages: for people, not for models. Thread-safe; all native memory is freed before it returns. */
public final class Thumbnails {
    private static final int QUALITY = 85;

    private Thumbnails() {}

    /**
     * A JPEG of {@code file} whose longer side is {@code side}, aspect ratio kept; a smaller picture keeps its size.
     *
     * @param side 16 to 4096 pixels
     * @param maxPixels more are refused before decoding
     * @throws Fault of kind data, naming the file, when it can't be used
     */
    public static byte[] jpeg(Path file, int side, long maxPixels) {
        PipelineConfig.require("side", side, 16, 4096, "pixels");
        PipelineConfig.requireMaxPixels(maxPixels);
        try (ScanLoader loader = new ScanLoader(maxPixels);
                Mat small = shrink(loader.load(file, ScanLoader.COLOR_AS_STORED), side)) {
            return encode(".jpg", small);
        } catch (Fault e) {
            throw e.kind() == FaultKind.DATA ? Fault.data(file + ": " + e.getMessage(), e) : e;
        }
    }

    /** A copy of {@code image} that fits into a square of {@code side}; the caller closes it. */
    static Mat shrink(Mat image, int side) {
        int longer = Math.max(image.cols(), image.rows());
        if (longer <= side) {
            return image.clone();
        }
        Mat small = new Mat();
        try (Size size = new Size(scaled(image.cols(), side, longer), scaled(image.rows(), side, longer))) {
            opencv_imgproc.resize(image, small, size, 0, 0, opencv_imgproc.INTER_AREA);
        }
        return small;
    }

    /** {@code image} as a file of the type that {@code extension} names. */
    static byte[] encode(String extension, Mat image) {
        try (BytePointer encoded = new BytePointer();
                BytePointer type = new BytePointer(extension);
                IntPointer options = new IntPointer(opencv_imgcodecs.IMWRITE_JPEG_QUALITY, QUALITY)) {
            if (!opencv_imgcodecs.imencode(type, image, encoded, options)) {
                throw Fault.bug("OpenCV does not write " + extension);
            }
            byte[] bytes = new byte[Math.toIntExact(encoded.limit())];
            encoded.get(bytes);
            return bytes;
        }
    }

    private static int scaled(int length, int side, int longer) {
        return Math.max(1, Math.round((float) length * side / longer));
    }
}
