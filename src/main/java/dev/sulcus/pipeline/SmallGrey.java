package dev.sulcus.pipeline;

import dev.sulcus.device.NativeBlock;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Grey pictures of at most 512 pixels a side, which is all that finding a head needs. One thread; whoever makes it closes
 * it.
 */
final class SmallGrey implements AutoCloseable {
    private static final int LONGER_SIDE = 512;

    private final GrowingBlock block = new GrowingBlock("small grey pixels");
    private final PixelWindow window = new PixelWindow();
    private final MatHeader large = new MatHeader();
    private final MatHeader small = new MatHeader();
    private final Size size = new Size();

    /**
     * The picture, or the rectangle, without gaps between rows: itself where it is so and small, a copy where it is only
     * small, otherwise its area average. Borrowed until the next call.
     */
    PixelWindow of(PixelWindow grey) {
        int longer = Math.max(grey.width(), grey.height());
        if (longer <= LONGER_SIDE && grey.isPlain()) {
            return grey;
        }
        // A small rectangle keeps its size: resizing is then OpenCV's copy.
        boolean shrinks = longer > LONGER_SIDE;
        int width = shrinks ? scaled(grey.width(), longer) : grey.width();
        int height = shrinks ? scaled(grey.height(), longer) : grey.height();
        NativeBlock memory = block.atLeast((long) width * height);
        window.show(memory.buffer(), memory.address(), width, height, 1);
        size.width(width).height(height);
        opencv_imgproc.resize(large.over(grey), small.over(window), size, 0, 0, opencv_imgproc.INTER_AREA);
        return window;
    }

    private static int scaled(int length, int longer) {
        return Math.max(1, Math.round((float) length * LONGER_SIDE / longer));
    }

    @Override
    public void close() {
        block.close();
        large.close();
        small.close();
        size.close();
    }
}
