package dev.sulcus.pipeline;

import dev.sulcus.dataset.ColorMode;
import dev.sulcus.dataset.ImageFormat;
import dev.sulcus.fault.Fault;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** WebP's container and the first bytes of its three kinds of picture (RFC 9649). Stateless. */
final class WebpHeader {
    private static final int RIFF = 0x46464952;
    private static final int WEBP = 0x50424557;
    private static final int LOSSY = 0x20385056;
    private static final int LOSSLESS = 0x4C385056;
    private static final int EXTENDED = 0x58385056;
    private static final int ANIMATION_FLAG = 0x02;
    private static final int ALPHA_FLAG = 0x10;

    private WebpHeader() {}

    static boolean begins(ByteBuffer file) {
        file.order(ByteOrder.LITTLE_ENDIAN);
        return file.getInt(0) == RIFF && file.getInt(8) == WEBP;
    }

    static ImageHeader read(ByteBuffer file) {
        file.order(ByteOrder.LITTLE_ENDIAN);
        return switch (file.getInt(12)) {
            case LOSSY -> header(false, file.getShort(26) & 0x3FFF, file.getShort(28) & 0x3FFF);
            case LOSSLESS -> lossless(file.getInt(21));
            case EXTENDED -> extended(file, file.get(20));
            default -> throw Fault.data("damaged WebP: it begins with an unknown chunk");
        };
    }

    static void requireWhole(ByteBuffer file) {
        long end = 8 + (file.order(ByteOrder.LITTLE_ENDIAN).getInt(4) & 0xFFFFFFFFL);
        if (end > file.limit()) {
            throw Fault.data("truncated WebP: " + file.limit() + " bytes of " + end);
        }
    }

    private static ImageHeader lossless(int bits) {
        boolean alpha = (bits >>> 28 & 1) == 1;
        return header(alpha, (bits & 0x3FFF) + 1, (bits >>> 14 & 0x3FFF) + 1);
    }

    private static ImageHeader extended(ByteBuffer file, int flags) {
        if ((flags & ANIMATION_FLAG) != 0) {
            throw Fault.data("unsupported WebP: it is an animation");
        }
        return header((flags & ALPHA_FLAG) != 0, 1 + u24(file, 24), 1 + u24(file, 27));
    }

    private static ImageHeader header(boolean alpha, int width, int height) {
        return new ImageHeader(ImageFormat.WEBP, alpha ? ColorMode.RGBA : ColorMode.RGB, 8, width, height);
    }

    private static int u24(ByteBuffer file, int p) {
        return file.getInt(p) & 0xFFFFFF;
    }
}
