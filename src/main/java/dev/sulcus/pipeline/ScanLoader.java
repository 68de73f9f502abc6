package dev.sulcus.pipeline;

import dev.sulcus.dataset.ColorMode;
import dev.sulcus.dataset.ImageFormat;
import dev.sulcus.device.NativeBlock;
import dev.sulcus.device.NativeErrorStream;
import dev.sulcus.device.OpenCv;
import dev.sulcus.fault.Fault;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * From a file to decoded pixels: {@link #show} leaves them where TensorFlow decoded them, which is the fast way;
 * {@link #load} brings them to a native block of its own, used again for every file, in OpenCV's order of colours. The
 * pixels are the same. One thread; whoever opens it closes it.
 */
final class ScanLoader implements AutoCloseable {
    /** Grey stays one channel, all else becomes BGR; 8 bits; the camera's rotation is not applied, as in Pillow. */
    static final int COLOR_AS_STORED = opencv_imgcodecs.IMREAD_ANYCOLOR | opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;

    /** One channel whatever is stored. */
    static final int GREY = opencv_imgcodecs.IMREAD_GRAYSCALE | opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;

    private final long maxPixels;
    private final ScanReader reader = new ScanReader();
    private final AddressPointer pointer = new AddressPointer();
    private final GrowingBlock block = new GrowingBlock("decoded pixels");
    private final PixelWindow window = new PixelWindow();
    private TensorFlowDecoder fast;
    private ByteBuffer bytes;
    private ImageHeader header;
    private Mat pixels;
    private long readNanos;
    private long decodeNanos;

    ScanLoader(long maxPixels) {
        OpenCv.require();
        this.maxPixels = maxPixels;
    }

    /** The last file's bytes, from 0 to the limit. */
    ByteBuffer bytes() {
        return bytes;
    }

    /** The last file's header. */
    ImageHeader header() {
        return header;
    }

    /** The pixels of the last {@link #load}; borrowed until the next file. */
    PixelWindow window() {
        NativeBlock memory = block.current();
        return window.show(memory.buffer().clear(), memory.address(), pixels.cols(), pixels.rows(), pixels.channels());
    }

    /** What reading the last file took, its checks included. */
    long readNanos() {
        return readNanos;
    }

    /** What decoding the last file took. */
    long decodeNanos() {
        return decodeNanos;
    }

    /**
     * Reads, checks and decodes one file.
     *
     * @param flags {@link #COLOR_AS_STORED} or {@link #GREY}
     * @return [height, width] of 1 or 3 channels (BGR), borrowed until the next call
     * @throws Fault of kind data with the reason as message, without the file's name
     */
    Mat load(Path file, int flags) {
        long start = read(file, 0);
        NativeErrorStream.hush();
        try {
            return decode(flags);
        } finally {
            NativeErrorStream.release();
            decodeNanos = System.nanoTime() - start;
        }
    }

    /**
     * Reads, checks and decodes one file by the fastest way there is.
     *
     * @param name address of its name from {@link FileNames}, or 0
     * @param spec says in which size a JPEG is decoded
     * @return 1 channel where grey is stored, else 3, BGR or RGB; borrowed until the next call
     * @throws Fault of kind data with the reason as message, without the file's name
     */
    PixelWindow show(Path file, long name, PixelSpec spec) {
        read(file, name);
        return show(spec);
    }

    /** Decodes the file that {@link #look} has read. */
    PixelWindow show(PixelSpec spec) {
        long start = System.nanoTime();
        NativeErrorStream.hush();
        try {
            if (TensorFlowDecoder.takes(header) && decodeFast(spec)) {
                return window.showRgb(fast.pixels(), fast.width(), fast.height(), channels(COLOR_AS_STORED));
            }
            decode(COLOR_AS_STORED);
            return window();
        } finally {
            NativeErrorStream.release();
            decodeNanos = System.nanoTime() - start;
        }
    }

    /**
     * Reads and checks one file without decoding it.
     *
     * @return its header; its bytes are in {@link #bytes}
     * @throws Fault of kind data with the reason as message, without the file's name
     */
    ImageHeader look(Path file, long name) {
        read(file, name);
        return header;
    }

    /** Where the last file's bytes are. */
    long address() {
        return reader.address();
    }

    @Override
    public void close() {
        closePixels();
        if (fast != null) {
            fast.close();
            fast = null;
        }
        block.close();
        reader.close();
        pointer.close();
    }

    /** When it was done. */
    private long read(Path file, long name) {
        long start = System.nanoTime();
        decodeNanos = 0;
        try {
            bytes = reader.read(file, name);
            header = ImageHeader.read(bytes);
            header.requirePixels(maxPixels);
            header.requireWhole(bytes);
        } finally {
            readNanos = System.nanoTime() - start;
        }
        return start + readNanos;
    }

    /** False when TensorFlow can't: OpenCV then has the last word. */
    private boolean decodeFast(PixelSpec spec) {
        fast = fast == null ? new TensorFlowDecoder() : fast;
        int ratio =
                header.format() == ImageFormat.JPEG ? spec.decoding().ratio(spec, header.width(), header.height()) : 1;
        int channels = channels(COLOR_AS_STORED);
        return fast.decode(header.format(), reader.address(), bytes.limit(), channels, ratio)
                && fast.width() == (header.width() + ratio - 1) / ratio
                && fast.height() == (header.height() + ratio - 1) / ratio;
    }

    private int channels(int flags) {
        return flags == GREY || header.mode() == ColorMode.GREY ? 1 : 3;
    }

    private Mat decode(int flags) {
        boolean masked = header.format() == ImageFormat.TIFF && TiffHeader.maskAlpha(bytes);
        try {
            return decodeBytes(flags);
        } finally {
            if (masked) {
                TiffHeader.restoreAlpha(bytes);
            }
        }
    }

    private Mat decodeBytes(int flags) {
        closePixels();
        int channels = channels(flags);
        pixels = matOverBlock(channels);
        try (Mat file = new Mat(1, bytes.limit(), opencv_core.CV_8UC1, pointer.aim(reader.address(), bytes.limit()));
                Mat decoded = opencv_imgcodecs.imdecode(file, flags, pixels)) {
            requireDecoded(decoded);
        } catch (Fault e) {
            throw e;
        } catch (RuntimeException e) {
            throw undecodable(e);
        }
        if (pixels.channels() != channels) {
            bringHome();
        }
        return pixels;
    }

    /** OpenCV chose another number of channels than we foresaw, and so memory of its own: the one copy there is. */
    private void bringHome() {
        Mat elsewhere = pixels;
        pixels = null;
        try {
            pixels = matOverBlock(elsewhere.channels());
            elsewhere.copyTo(pixels);
        } finally {
            elsewhere.close();
        }
    }

    private Mat matOverBlock(int channels) {
        long needed = (long) header.width() * header.height() * channels;
        NativeBlock memory = block.atLeast(needed);
        int type = opencv_core.CV_MAKETYPE(opencv_core.CV_8U, channels);
        return new Mat(header.height(), header.width(), type, pointer.aim(memory.address(), memory.bytes()));
    }

    private void requireDecoded(Mat decoded) {
        if (decoded.empty() || decoded.depth() != opencv_core.CV_8U) {
            throw undecodable(null);
        }
        if (decoded.cols() != header.width() || decoded.rows() != header.height()) {
            throw Fault.data("damaged " + name(header.format()) + ": its header says " + header.width() + " × "
                    + header.height() + ", its pixels are " + decoded.cols() + " × " + decoded.rows());
        }
    }

    private Fault undecodable(Throwable cause) {
        return Fault.data("damaged or unsupported " + name(header.format()) + ": OpenCV cannot decode it", cause);
    }

    private static String name(ImageFormat format) {
        return format == ImageFormat.WEBP ? "WebP" : format.name();
    }

    private void closePixels() {
        if (pixels != null) {
            pixels.close();
            pixels = null;
        }
    }
}
