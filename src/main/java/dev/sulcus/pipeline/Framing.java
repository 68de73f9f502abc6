package dev.sulcus.pipeline;

/**
 * From a decoded picture to the part of it that is resized, in colour or grey, by a {@link PixelSpec}. One thread;
 * whoever makes it closes it.
 */
final class Framing implements AutoCloseable {
    private final PixelSpec spec;
    private final GreyPicture grey = new GreyPicture();
    private final HeadFinder head = new HeadFinder();
    private final PixelWindow window = new PixelWindow();

    Framing(PixelSpec spec) {
        this.spec = spec;
    }

    /** Whether {@code spec} asks for any of this. */
    static boolean isNeeded(PixelSpec spec) {
        return spec.region() != Region.WHOLE || spec.tone() != Tone.STORED;
    }

    /** What of {@code decoded} is to be resized; borrowed until the next call. */
    PixelWindow frame(PixelWindow decoded) {
        PixelWindow luma = grey.of(decoded);
        if (spec.region() == Region.HEAD || spec.tone() == Tone.STANDARD) {
            head.find(luma);
        }
        PixelWindow entering = spec.tone() == Tone.STORED ? decoded : luma;
        return spec.region() == Region.WHOLE
                ? entering
                : window.show(entering, head.left(), head.top(), head.width(), head.height());
    }

    /** The head's threshold in the last picture, where the spec stretches the tone. */
    double threshold() {
        return head.threshold();
    }

    @Override
    public void close() {
        grey.close();
        head.close();
    }
}
