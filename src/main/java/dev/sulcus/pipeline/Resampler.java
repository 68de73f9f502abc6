package dev.sulcus.pipeline;

import dev.sulcus.device.NativeBlock;
import java.nio.ByteBuffer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * From decoded pixels of any size to RGB of one size. The resampled image is grey or BGR in a scratch block; the swap to
 * RGB is the last operation and writes where it was told. One thread; whoever opens it closes it.
 */
final class Resampler implements AutoCloseable {
    private final PixelSpec spec;
    private final NativeBlock scratch;
    private final AddressPointer pointer = new AddressPointer();
    private final Mat grey;
    private final Mat color;
    private final Mat target;
    private final Size size;
    private final PillowBilinear bilinear;
    private final PillowNearest nearest;

    Resampler(PixelSpec spec) {
        this.spec = spec;
        this.scratch = NativeBlock.allocate("resampled pixels", spec.imageBytes());
        this.bilinear = spec.resampling() == Resampling.PILLOW_BILINEAR
                ? new PillowBilinear(spec.height(), spec.width())
                : null;
        this.nearest = spec.resampling() == Resampling.NEAREST ? new PillowNearest(spec.height(), spec.width()) : null;
        this.grey = matOver(scratch.address(), opencv_core.CV_8UC1);
        this.color = matOver(scratch.address(), opencv_core.CV_8UC3);
        this.target = matOver(scratch.address(), opencv_core.CV_8UC3);
        this.size = new Size(spec.width(), spec.height());
    }

    /**
     * Writes RGB [H, W, 3] at {@code address}.
     *
     * @param decoded grey or BGR
     * @param pixels the same memory as a buffer
     */
    void resample(Mat decoded, ByteBuffer pixels, long address) {
        boolean single = decoded.channels() == 1;
        Mat resized = fits(decoded) ? decoded : resize(decoded, pixels, single ? grey : color);
        target.data(pointer.aim(address, spec.imageBytes()));
        opencv_imgproc.cvtColor(resized, target, single ? opencv_imgproc.COLOR_GRAY2RGB : opencv_imgproc.COLOR_BGR2RGB);
    }

    /** Where the last image really went, as OpenCV sees it. */
    long writtenAt() {
        return target.data().address();
    }

    @Override
    public void close() {
        grey.close();
        color.close();
        target.close();
        size.close();
        pointer.close();
        scratch.close();
    }

    private boolean fits(Mat decoded) {
        return decoded.rows() == spec.height() && decoded.cols() == spec.width();
    }

    private Mat resize(Mat decoded, ByteBuffer pixels, Mat out) {
        int channels = out.channels();
        switch (spec.resampling()) {
            case AREA -> opencv_imgproc.resize(decoded, out, size, 0, 0, interpolation(decoded));
            case NEAREST -> nearest.resample(pixels, decoded.rows(), decoded.cols(), channels, scratch.buffer());
            case PILLOW_BILINEAR ->
                bilinear.resample(pixels, decoded.rows(), decoded.cols(), channels, scratch.buffer());
        }
        return out;
    }

    private int interpolation(Mat decoded) {
        boolean shrinks = decoded.rows() >= spec.height() && decoded.cols() >= spec.width();
        return shrinks ? opencv_imgproc.INTER_AREA : opencv_imgproc.INTER_LINEAR;
    }

    private Mat matOver(long address, int type) {
        return new Mat(spec.height(), spec.width(), type, pointer.aim(address, spec.imageBytes()));
    }
}
