package dev.sulcus.pipeline;

import dev.sulcus.device.NativeBlock;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Grey pictures of at most 512 pixels a side, which is all that finding a head needs. One thread; whoever makes it closes
 * it.
 */
final class SmallGrey implements AutoCloseable {
    private static final int LONGER_SIDE = 512;

    private final GrowingBlock block = new GrowingBlock("small grey pixels");
    private final PixelWindow window = new PixelWindow();
    private final AddressPointer pointer = new AddressPointer();
    private final Size size = new Size();

    /** {@code grey} itself when it is small, otherwise its area average; borrowed until the next call. */
    PixelWindow of(PixelWindow grey) {
        int longer = Math.max(grey.width(), grey.height());
        if (longer <= LONGER_SIDE) {
            return grey;
        }
        int width = Math.max(1, Math.round((float) grey.width() * LONGER_SIDE / longer));
        int height = Math.max(1, Math.round((float) grey.height() * LONGER_SIDE / longer));
        NativeBlock memory = block.atLeast((long) width * height);
        window.show(memory.buffer(), memory.address(), width, height, 1);
        size.width(width).height(height);
        try (Mat large = grey.mat(pointer);
                Mat small = window.mat(pointer)) {
            opencv_imgproc.resize(large, small, size, 0, 0, opencv_imgproc.INTER_AREA);
        }
        return window;
    }

    @Override
    public void close() {
        block.close();
        pointer.close();
        size.close();
    }
}
