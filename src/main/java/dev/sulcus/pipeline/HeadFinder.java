package dev.sulcus.pipeline;

import dev.sulcus.dataset.HeadCrop;

/**
 * The head's rectangle in whole pixels of a picture: {@link HeadCrop}'s box, found on at most 512 pixels a side as the
 * fingerprint does, with a margin for what the threshold lost of the skin. One thread; whoever makes it closes it.
 */
final class HeadFinder implements AutoCloseable {
    /** Of the box's longer side, on each of the four sides. */
    private static final double MARGIN = 0.03;

    private final HeadCrop crop = new HeadCrop();
    private final SmallGrey smaller = new SmallGrey();
    private int left;
    private int top;
    private int right;
    private int bottom;

    /** Looks for the head in a whole picture of one channel. */
    void find(PixelWindow grey) {
        PixelWindow small = smaller.of(grey);
        crop.find(small.buffer(), small.width(), small.height());
        double x = (double) grey.width() / small.width();
        double y = (double) grey.height() / small.height();
        double margin = MARGIN * Math.max((crop.right() - crop.left()) * x, (crop.bottom() - crop.top()) * y);
        left = (int) Math.max(0, Math.floor(crop.left() * x - margin));
        top = (int) Math.max(0, Math.floor(crop.top() * y - margin));
        right = (int) Math.min(grey.width(), Math.ceil(crop.right() * x + margin));
        bottom = (int) Math.min(grey.height(), Math.ceil(crop.bottom() * y + margin));
    }

    int left() {
        return left;
    }

    int top() {
        return top;
    }

    int width() {
        return right - left;
    }

    int height() {
        return bottom - top;
    }

    /** As {@link HeadCrop#threshold}. */
    double threshold() {
        return crop.threshold();
    }

    @Override
    public void close() {
        smaller.close();
    }
}
