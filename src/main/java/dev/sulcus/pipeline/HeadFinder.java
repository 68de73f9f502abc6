package dev.sulcus.pipeline;

import dev.sulcus.dataset.HeadCrop;

/**
 * The head's rectangle in whole pixels of a picture: {@link HeadCrop}'s box, found on at most 512 pixels a side as the
 * fingerprint does, with a margin for what the threshold lost of the skin. Paper and frames around the picture are left
 * out of the search ({@link BrightEdge}): the fingerprint's rule takes them for a part of the head. One thread; whoever
 * makes it closes it.
 */
final class HeadFinder implements AutoCloseable {
    /** Of the box's longer side, on each of the four sides. */
    private static final double MARGIN = 0.03;

    private final HeadCrop crop = new HeadCrop();
    private final SmallGrey smaller = new SmallGrey();
    private final BrightEdge edge = new BrightEdge();
    private final PixelWindow inner = new PixelWindow();
    private int left;
    private int top;
    private int right;
    private int bottom;

    /** Looks for the head in a whole picture of one channel. */
    void find(PixelWindow grey) {
        edge.trim(grey, inner);
        PixelWindow small = smaller.of(inner);
        crop.find(small.buffer(), small.width(), small.height());
        double x = (double) inner.width() / small.width();
        double y = (double) inner.height() / small.height();
        double margin = MARGIN * Math.max((crop.right() - crop.left()) * x, (crop.bottom() - crop.top()) * y);
        left = edge.left() + (int) Math.max(0, Math.floor(crop.left() * x - margin));
        top = edge.top() + (int) Math.max(0, Math.floor(crop.top() * y - margin));
        right = edge.left() + (int) Math.min(inner.width(), Math.ceil(crop.right() * x + margin));
        bottom = edge.top() + (int) Math.min(inner.height(), Math.ceil(crop.bottom() * y + margin));
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
