package dev.sulcus.pipeline;

import dev.sulcus.fault.Fault;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * OpenCV's view of pictures in memory of others, one after the other without a new object. Owns nothing but the header;
 * one thread; whoever makes it closes it.
 */
final class MatHeader implements AutoCloseable {
    /** Where OpenCV 4 keeps the two steps in a Mat; there is no setter. Checked below. */
    private static final long STEP_OFFSET = 80;

    private static final int MAT_BYTES = 96;

    private final AddressPointer pixels = new AddressPointer();
    private final AddressPointer header = new AddressPointer();
    private final Mat mat = new Mat();

    MatHeader() {
        header.aim(mat.address(), MAT_BYTES);
        mat.dims(2);
        over(mat.address(), 2, 3, 1, 5);
        if (mat.sizeof() != MAT_BYTES || mat.step(0) != 5 || mat.step(1) != 1 || mat.size(0) != 3 || mat.size(1) != 2) {
            throw Fault.bug("OpenCV keeps a Mat's step elsewhere than in version 4.10");
        }
    }

    /** The rectangle that {@code window} shows. */
    Mat over(PixelWindow window) {
        return over(window.address(), window.width(), window.height(), window.channels(), window.stride());
    }

    /** 8-bit pixels at {@code address}, rows {@code stride} bytes apart; borrowed until the next call. */
    Mat over(long address, int width, int height, int channels, int stride) {
        int rowBytes = width * channels;
        boolean plain = stride == rowBytes || height == 1;
        mat.flags(Mat.MAGIC_VAL
                | (plain ? Mat.CONTINUOUS_FLAG : 0)
                | opencv_core.CV_MAKETYPE(opencv_core.CV_8U, channels));
        mat.rows(height);
        mat.cols(width);
        header.putLong(STEP_OFFSET, stride);
        header.putLong(STEP_OFFSET + Long.BYTES, channels);
        mat.data(pixels.aim(address, (long) (height - 1) * stride + rowBytes));
        return mat;
    }

    @Override
    public void close() {
        mat.close();
        pixels.close();
        header.close();
    }
}
