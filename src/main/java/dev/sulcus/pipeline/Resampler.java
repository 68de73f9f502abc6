package dev.sulcus.pipeline;

import dev.sulcus.device.NativeBlock;
import org.bytedeco.javacpp.Pointer;
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
    private final PixelWindow canvas = new PixelWindow();
    private final PixelWindow inner = new PixelWindow();
    private final Mat target;
    private final Size size = new Size();
    private final Framing framing;
    private final ToneStretch stretch;
    private final PillowBilinear bilinear;
    private final PillowNearest nearest;

    Resampler(PixelSpec spec) {
        this.spec = spec;
        this.bilinear = spec.resampling() == Resampling.PILLOW_BILINEAR
                ? new PillowBilinear(spec.height(), spec.width())
                : null;
        this.nearest = spec.resampling() == Resampling.NEAREST ? new PillowNearest(spec.height(), spec.width()) : null;
        this.stretch = spec.tone() == Tone.STANDARD ? new ToneStretch() : null;
        this.framing = Framing.isNeeded(spec) ? new Framing(spec) : null;
        this.scratch = NativeBlock.allocate("resampled pixels", spec.imageBytes());
        this.target = new Mat(
                spec.height(), spec.width(), opencv_core.CV_8UC3, pointer.aim(scratch.address(), spec.imageBytes()));
    }

    /**
     * Writes RGB [H, W, 3] at {@code address}.
     *
     * @param decoded grey or BGR
     */
    void resample(PixelWindow decoded, long address) {
        PixelWindow source = framing == null ? decoded : framing.frame(decoded);
        PixelWindow resized = source;
        if (stretch != null || source.width() != spec.width() || source.height() != spec.height()) {
            resized = canvas.show(scratch.buffer(), scratch.address(), spec.width(), spec.height(), source.channels());
            place(source);
            resize(source);
        }
        if (stretch != null) {
            stretch.measure(source, framing.threshold());
            stretch.apply(inner);
        }
        finish(resized, address);
    }

    /** Where the last image really went, as OpenCV sees it. */
    long writtenAt() {
        return target.data().address();
    }

    @Override
    public void close() {
        target.close();
        size.close();
        pointer.close();
        scratch.close();
        if (framing != null) {
            framing.close();
        }
    }

    /** Decides which part of the canvas the picture fills, and blackens the rest. */
    private void place(PixelWindow source) {
        if (spec.fit() == Fit.STRETCH) {
            inner.show(canvas, 0, 0, spec.width(), spec.height());
            return;
        }
        int width = fittedWidth(spec, source.width(), source.height());
        int height = fittedHeight(spec, source.width(), source.height());
        inner.show(canvas, (spec.width() - width) / 2, (spec.height() - height) / 2, width, height);
        Pointer.memset(pointer.aim(scratch.address(), scratch.bytes()), 0, (long) canvas.stride() * canvas.height());
    }

    /** Columns that a picture of one size fills by {@code spec}; the rest is black on both sides of it. */
    static int fittedWidth(PixelSpec spec, int width, int height) {
        return spec.fit() == Fit.STRETCH || isWide(spec, width, height)
                ? spec.width()
                : scaled(spec.height(), width, height);
    }

    /** Rows that it fills. */
    static int fittedHeight(PixelSpec spec, int width, int height) {
        return spec.fit() == Fit.PAD && isWide(spec, width, height)
                ? scaled(spec.width(), height, width)
                : spec.height();
    }

    private static boolean isWide(PixelSpec spec, int width, int height) {
        return (long) width * spec.height() >= (long) height * spec.width();
    }

    /** {@code length · part / whole}, rounded half up, at least 1. */
    private static int scaled(int length, int part, int whole) {
        return (int) Math.max(1, (2L * length * part + whole) / (2L * whole));
    }

    private void resize(PixelWindow source) {
        switch (spec.resampling()) {
            case AREA -> resizeByArea(source);
            case NEAREST -> nearest.resample(source, inner);
            case PILLOW_BILINEAR -> bilinear.resample(source, inner);
        }
    }

    private void resizeByArea(PixelWindow source) {
        boolean shrinks = source.height() >= inner.height() && source.width() >= inner.width();
        size.width(inner.width()).height(inner.height());
        try (Mat in = source.mat(pointer);
                Mat out = inner.mat(pointer)) {
            int how = shrinks ? opencv_imgproc.INTER_AREA : opencv_imgproc.INTER_LINEAR;
            opencv_imgproc.resize(in, out, size, 0, 0, how);
        }
    }

    private void finish(PixelWindow resized, long address) {
        target.data(pointer.aim(address, spec.imageBytes()));
        boolean single = resized.channels() == 1;
        try (Mat in = resized.mat(pointer)) {
            opencv_imgproc.cvtColor(in, target, single ? opencv_imgproc.COLOR_GRAY2RGB : opencv_imgproc.COLOR_BGR2RGB);
        }
    }
}
