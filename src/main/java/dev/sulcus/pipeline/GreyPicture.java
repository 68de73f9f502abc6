package dev.sulcus.pipeline;

import dev.sulcus.device.NativeBlock;

/**
 * Pictures in one channel, by the luma that {@link Tone#GREY} names. The block and two rows are kept and grow. One
 * thread; whoever makes it closes it.
 */
final class GreyPicture implements AutoCloseable {
    private final GrowingBlock block = new GrowingBlock("grey pixels");
    private final PixelWindow window = new PixelWindow();
    private byte[] color = {};
    private byte[] grey = {};

    /** {@code picture} itself when it has one channel, otherwise its luma; borrowed until the next call. */
    PixelWindow of(PixelWindow picture) {
        if (picture.channels() == 1) {
            return picture;
        }
        NativeBlock memory = block.atLeast((long) picture.width() * picture.height());
        window.show(memory.buffer(), memory.address(), picture.width(), picture.height(), 1);
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
