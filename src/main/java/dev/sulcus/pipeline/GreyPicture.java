package dev.sulcus.pipeline;

import dev.sulcus.device.NativeBlock;
import org.bytedeco.javacpp.Pointer;

/**
 * Pictures in one channel, by the luma that {@link Tone#GREY} names. The block and two rows are kept and grow. One
 * thread; whoever makes it closes it.
 */
final class GreyPicture implements AutoCloseable {
    private final GrowingBlock block = new GrowingBlock("grey pixels");
    private final PixelWindow window = new PixelWindow();
    private final AddressPointer from = new AddressPointer();
    private final AddressPointer to = new AddressPointer();
    private byte[] color = {};
    private byte[] grey = {};

    /**
     * {@code picture} itself when it has one channel and a buffer, a copy without a buffer, otherwise its luma; borrowed
     * until the next call.
     *
     * @param picture a whole one
     */
    PixelWindow of(PixelWindow picture) {
        if (picture.channels() == 1 && picture.hasBuffer()) {
            return picture;
        }
        long bytes = (long) picture.width() * picture.height();
        NativeBlock memory = block.atLeast(bytes);
        window.show(memory.buffer(), memory.address(), picture.width(), picture.height(), 1);
        if (picture.channels() == 1) {
            // A copy of a hundredth of the time that the head takes to find, for no object on the heap.
            Pointer.memcpy(to.aim(memory.address(), bytes), from.aim(picture.address(), bytes), bytes);
            return window;
        }
        color = color.length < picture.rowBytes() ? new byte[picture.rowBytes()] : color;
        grey = grey.length < picture.width() ? new byte[picture.width()] : grey;
        for (int y = 0; y < picture.height(); y++) {
            picture.read(y, color);
            luma(picture.width(), picture.isRgb() ? 0 : 2);
            window.write(y, grey);
        }
        return window;
    }

    private void luma(int width, int redAt) {
        for (int x = 0, p = 0; x < width; x++, p += 3) {
            int blue = color[p + 2 - redAt] & 0xFF;
            int green = color[p + 1] & 0xFF;
            int red = color[p + redAt] & 0xFF;
            grey[x] = (byte) (19595 * red + 38470 * green + 7471 * blue + 32768 >> 16);
        }
    }

    @Override
    public void close() {
        block.close();
    }
}
