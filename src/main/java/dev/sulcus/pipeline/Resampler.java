package dev.sulcus.pipeline;

import dev.sulcus.device.NativeBlock;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * From decoded pixels of any size to RGB of one size. The resampled image is grey, BGR or RGB in a scratch block; the step
 * to RGB is the last operation and writes where it was told. Where OpenCV resizes RGB pixels and nothing follows, it
 * writes there itself. One thread; whoever opens it closes it.
 */
final class Resampler implements AutoCloseable {
    private final PixelSpec spec;
    private final NativeBlock scratch;
    private final AddressPointer pointer = new AddressPointer();
    private final AddressPointer copyTo = new AddressPointer();
    private final PixelWindow canvas = new PixelWindow();
    private final PixelWindow inner = new PixelWindow();
    private final MatHeader in = new MatHeader();
    private final MatHeader out = new MatHeader();
    private final Size size = new Size();
    private final Framing framing;
    private final ToneStretch stretch;
    private final PillowBilinear bilinear;
    private final PillowNearest nearest;
    private final AreaResampler area;

    Resampler(PixelSpec spec) {
        this.spec = spec;
        this.bilinear = spec.resampling() == Resampling.PILLOW_BILINEAR
                ? new PillowBilinear(spec.height(), spec.width())
                : null;
        this.nearest = spec.resampling() == Resampling.NEAREST ? new PillowNearest(spec.height(), spec.width()) : null;
        this.stretch = spec.tone() == Tone.STANDARD ? new ToneStretch() : null;
        this.framing = Framing.isNeeded(spec) ? new Framing(spec) : null;
        this.area = spec.resampling() == Resampling.AREA ? new AreaResampler(spec.height() * spec.width()) : null;
        this.scratch = NativeBlock.allocate("resampled pixels", spec.imageBytes());
    }

    /**
     * Writes RGB [H, W, 3] at {@code address}.
     *
     * @param decoded grey, BGR or RGB
     */
    void resample(PixelWindow decoded, long address) {
        PixelWindow source = framing == null ? decoded : framing.frame(decoded);
        boolean sized = source.width() == spec.width() && source.height() == spec.height();
        PixelWindow resized = sized && stretch == null ? source : resized(source, address);
        if (stretch != null) {
            stretch.measure(source, framing.threshold());
            stretch.apply(inner);
        }
        finish(resized, address);
    }

    @Override
    public void close() {
        in.close();
        out.close();
        size.close();
        pointer.close();
        copyTo.close();
        scratch.close();
        if (framing != null) {
            framing.close();
        }
    }

    /** The canvas with the picture on it: the scratch block, or the target itself. */
    private PixelWindow resized(PixelWindow source, long address) {
        int width = fittedWidth(spec, source.width(), source.height());
        int height = fittedHeight(spec, source.width(), source.height());
        if (area != null && AreaResampler.takes(source, width, height)) {
            int channels = area.resample(source, width, height);
            lay(width, height, scratch.address(), channels, source.isRgb());
            area.write(inner);
            return canvas;
        }
        boolean straight =
                source.isRgb() && source.channels() == PixelSpec.CHANNELS && nearest == null && bilinear == null;
        lay(width, height, straight ? address : scratch.address(), source.channels(), source.isRgb());
        resize(source);
        return canvas;
    }

    /** Spreads the canvas, decides which part of it the picture fills, and blackens the rest. */
    private void lay(int width, int height, long at, int channels, boolean rgb) {
        if (at == scratch.address()) {
            canvas.show(scratch.buffer(), at, spec.width(), spec.height(), channels)
                    .rgb(rgb);
        } else {
            canvas.showRgb(at, spec.width(), spec.height(), channels);
        }
        inner.show(canvas, (spec.width() - width) / 2, (spec.height() - height) / 2, width, height);
        if (spec.fit() != Fit.STRETCH) {
            long bytes = (long) canvas.stride() * canvas.height();
            Pointer.memset(pointer.aim(at, bytes), 0, bytes);
        }
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
            case AREA -> resizeByOpenCv(source, shrinks(source));
            case LINEAR -> resizeByOpenCv(source, false);
            case NEAREST -> nearest.resample(source, inner);
            case PILLOW_BILINEAR -> bilinear.resample(source, inner);
        }
    }

    private boolean shrinks(PixelWindow source) {
        return source.height() >= inner.height() && source.width() >= inner.width();
    }

    private void resizeByOpenCv(PixelWindow source, boolean byArea) {
        size.width(inner.width()).height(inner.height());
        int how = byArea ? opencv_imgproc.INTER_AREA : opencv_imgproc.INTER_LINEAR;
        opencv_imgproc.resize(in.over(source), out.over(inner), size, 0, 0, how);
    }

    private void finish(PixelWindow resized, long address) {
        if (resized.address() == address) {
            return;
        }
        if (resized.channels() == 1) {
            convert(resized, address, opencv_imgproc.COLOR_GRAY2RGB);
        } else if (!resized.isRgb()) {
            convert(resized, address, opencv_imgproc.COLOR_BGR2RGB);
        } else {
            copy(resized, address);
        }
    }

    private void convert(PixelWindow resized, long address, int how) {
        int stride = spec.width() * PixelSpec.CHANNELS;
        Mat target = out.over(address, spec.width(), spec.height(), PixelSpec.CHANNELS, stride);
        opencv_imgproc.cvtColor(in.over(resized), target, how);
    }

    /** Only a cut-out has rows apart. */
    private void copy(PixelWindow resized, long address) {
        int rowBytes = resized.rowBytes();
        boolean plain = resized.stride() == rowBytes;
        int pieces = plain ? 1 : resized.height();
        long bytes = plain ? (long) rowBytes * resized.height() : rowBytes;
        for (int i = 0; i < pieces; i++) {
            long from = resized.address() + (long) i * resized.stride();
            Pointer.memcpy(copyTo.aim(address + i * bytes, bytes), pointer.aim(from, bytes), bytes);
        }
    }
}
