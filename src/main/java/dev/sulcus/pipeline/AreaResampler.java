package dev.sulcus.pipeline;

/**
 * OpenCV's INTER_AREA for pictures that shrink, equal to the last bit and about three times as fast: whole lines are
 * weighted and summed first, then columns, in whole numbers; the few values that come too close to a half for that are
 * computed as OpenCV does, in floats and in its order. A picture in colour without any colour is resampled as grey.
 * All arrays grow to the largest picture seen. One thread; owns nothing native.
 */
final class AreaResampler {
    private final AreaAxis across = new AreaAxis();
    private final AreaAxis down = new AreaAxis();
    private final AreaLines lines = new AreaLines();
    private final AreaRow row = new AreaRow();
    private final AddressPointer pixels = new AddressPointer();
    private final byte[] out;
    private int[] sums = {};
    private PixelWindow source;
    private int width;
    private int height;
    private int channels;

    /** For targets of up to {@code pixels} pixels. */
    AreaResampler(int pixels) {
        this.out = new byte[pixels * PixelSpec.CHANNELS];
    }

    /**
     * Whether this is the way to a target of that size. It is not where a side grows, and not where both shrink by whole
     * numbers: OpenCV has another rule there, which is fast.
     */
    static boolean takes(PixelWindow picture, int width, int height) {
        boolean shrinks = picture.width() >= width && picture.height() >= height;
        return shrinks && (picture.width() % width != 0 || picture.height() % height != 0);
    }

    /**
     * Resamples {@code picture}; {@link #write} tells the result.
     *
     * @return its channels: 1, or 3 in the order of the picture's
     */
    int resample(PixelWindow picture, int targetWidth, int targetHeight) {
        source = picture;
        width = targetWidth;
        height = targetHeight;
        across.set(picture.width(), width);
        down.set(picture.height(), height);
        row.plan(across, down, width);
        lines.start(picture);
        if (sums.length < picture.rowBytes() + 12) {
            sums = new int[picture.rowBytes() + 12];
        }
        channels = 1;
        if (picture.channels() == 3 && !resampleNeutral()) {
            channels = 3;
        }
        if (picture.channels() == channels) {
            resampleAsStored();
        }
        return channels;
    }

    /** Writes the result to a picture of its size and channels. */
    void write(PixelWindow target) {
        int rowBytes = width * channels;
        for (int y = 0; y < height; y++) {
            target.write(y, out, y * rowBytes);
        }
    }

    /** False as soon as a line has a colour. */
    private boolean resampleNeutral() {
        for (int y = 0; y < height; y++) {
            if (!sumUp(y, true)) {
                return false;
            }
            lines.thirds(sums);
            row.grey(sums, out, y * width);
            settle(y);
        }
        return true;
    }

    private void resampleAsStored() {
        for (int y = 0; y < height; y++) {
            sumUp(y, false);
            lines.sums(sums);
            if (channels == 1) {
                row.grey(sums, out, y * width);
            } else {
                row.color(sums, out, y * width * 3);
            }
            settle(y);
        }
    }

    private boolean sumUp(int y, boolean neutral) {
        int first = down.first()[y];
        int weights = down.starts()[y];
        for (int k = 0; k < down.counts()[y]; k++) {
            lines.load(first + k);
            if (neutral && !lines.isNeutral()) {
                return false;
            }
            if (k == 0) {
                lines.set(down.weights()[weights]);
            } else {
                lines.add(down.weights()[weights + k]);
            }
        }
        return true;
    }

    /** Computes anew what was in doubt. */
    private void settle(int y) {
        int rowBytes = width * channels;
        for (int i = 0; i < row.doubts(); i++) {
            int at = row.doubtful(i);
            int value = at - y * rowBytes;
            out[at] = exact(y, value / channels, value % channels);
        }
    }

    /** As OpenCV: each line's columns in order, then the lines in order, all in floats; halves go to even numbers. */
    private byte exact(int y, int x, int channel) {
        int pixelBytes = source.channels();
        int taps = across.counts()[x];
        int weights = across.starts()[x];
        float[] alphas = across.alphas();
        float sum = 0;
        for (int k = 0; k < down.counts()[y]; k++) {
            long line = source.address() + (long) (down.first()[y] + k) * source.stride();
            pixels.aim(line, source.rowBytes());
            long from = (long) across.first()[x] * pixelBytes + channel;
            float lineSum = 0;
            for (int t = 0; t < taps; t++) {
                lineSum += (pixels.get(from + (long) t * pixelBytes) & 0xFF) * alphas[weights + t];
            }
            float weighted = down.alphas()[down.starts()[y] + k] * lineSum;
            sum = k == 0 ? weighted : sum + weighted;
        }
        return (byte) (int) Math.rint(sum);
    }
}
