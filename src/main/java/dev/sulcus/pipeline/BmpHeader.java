package dev.sulcus.pipeline;

import dev.sulcus.dataset.ColorMode;
import dev.sulcus.dataset.ImageFormat;
import dev.sulcus.fault.Fault;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** BMP's header in its OS/2 and Windows shapes, as far as size and wholeness need them. Stateless. */
final class BmpHeader {
    private static final int OS2_BYTES = 12;
    private static final int INFO_AT = 14;

    private BmpHeader() {}

    /** Two letters are little, so the length of the second header must be one that exists. */
    static boolean begins(ByteBuffer file) {
        if (file.get(0) != 'B' || file.get(1) != 'M') {
            return false;
        }
        int info = file.order(ByteOrder.LITTLE_ENDIAN).getShort(INFO_AT);
        return info == OS2_BYTES || info == 40 || info == 52 || info == 56 || info == 64 || info == 108 || info == 124;
    }

    static ImageHeader read(ByteBuffer file) {
        file.order(ByteOrder.LITTLE_ENDIAN);
        int bits = bitsPerPixel(file);
        int height = height(file);
        ColorMode mode = bits > 8 ? ColorMode.RGB : greyPalette(file, bits) ? ColorMode.GREY : ColorMode.PALETTE;
        if (height == Integer.MIN_VALUE) {
            throw Fault.data("damaged BMP: impossible height");
        }
        return new ImageHeader(ImageFormat.BMP, mode, Math.min(bits, 8), width(file), Math.abs(height));
    }

    /** Uncompressed pixels must all be there; of run-length coded ones the length is not known beforehand. */
    static void requireWhole(ByteBuffer file) {
        file.order(ByteOrder.LITTLE_ENDIAN);
        int compression = isOs2(file) ? 0 : file.getInt(30);
        if (compression == 1 || compression == 2) {
            return;
        }
        long rowBytes = ((long) width(file) * bitsPerPixel(file) + 31) / 32 * 4;
        long end = file.getInt(10) + rowBytes * Math.abs(height(file));
        if (end > file.limit()) {
            throw Fault.data("truncated BMP: " + file.limit() + " bytes of " + end);
        }
    }

    private static boolean greyPalette(ByteBuffer file, int bits) {
        boolean os2 = isOs2(file);
        int used = os2 ? 0 : file.getInt(46);
        int colors = used > 0 && used <= 1 << bits ? used : 1 << bits;
        int entryBytes = os2 ? 3 : 4;
        int p = INFO_AT + file.getInt(INFO_AT);
        for (int i = 0; i < colors; i++, p += entryBytes) {
            byte grey = file.get(p);
            if (file.get(p + 1) != grey || file.get(p + 2) != grey) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOs2(ByteBuffer file) {
        return file.getInt(INFO_AT) == OS2_BYTES;
    }

    private static int width(ByteBuffer file) {
        return isOs2(file) ? file.getShort(18) & 0xFFFF : file.getInt(18);
    }

    /** Negative when the rows run from the top. */
    private static int height(ByteBuffer file) {
        return isOs2(file) ? file.getShort(20) & 0xFFFF : file.getInt(22);
    }

    private static int bitsPerPixel(ByteBuffer file) {
        int bits = file.getShort(isOs2(file) ? 24 : 28);
        return switch (bits) {
            case 1, 2, 4, 8, 16, 24, 32 -> bits;
            default -> throw Fault.data("damaged BMP: " + bits + " bits per pixel");
        };
    }
}
