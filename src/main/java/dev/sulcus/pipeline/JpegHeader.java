package dev.sulcus.pipeline;

import dev.sulcus.dataset.ColorMode;
import dev.sulcus.dataset.ImageFormat;
import dev.sulcus.fault.Fault;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** JPEG's markers (ITU-T T.81, annex B), as far as size and wholeness need them. Stateless. */
final class JpegHeader {
    private static final int START_OF_SCAN = 0xDA;
    private static final int END_OF_IMAGE = 0xD9;

    private JpegHeader() {}

    static boolean begins(ByteBuffer file) {
        return u8(file, 0) == 0xFF && u8(file, 1) == 0xD8 && u8(file, 2) == 0xFF;
    }

    static ImageHeader read(ByteBuffer file) {
        file.order(ByteOrder.BIG_ENDIAN);
        for (int p = nextMarker(file, 2); p >= 0; p = nextMarker(file, p)) {
            int marker = u8(file, p - 1);
            if (isFrame(marker)) {
                return frame(file, p, marker);
            }
            if (marker == START_OF_SCAN || marker == END_OF_IMAGE) {
                throw Fault.data("damaged JPEG: it has no frame header before its first scan");
            }
            p = isAlone(marker) ? p : p + u16(file, p);
        }
        throw Fault.data("truncated JPEG: the file ends inside its header");
    }

    /**
     * OpenCV's decoder fills what is missing with grey and says nothing: so an end-of-image marker must follow the first
     * scan. Bytes after that marker are allowed. Damage inside the compressed data stays unseen here.
     */
    static void requireWhole(ByteBuffer file) {
        file.order(ByteOrder.BIG_ENDIAN);
        int scan = firstScan(file);
        int last = file.limit() - 2;
        // Inside compressed data FF is never followed by D9, so most files are settled by their last two bytes.
        boolean whole = scan <= last && u8(file, last) == 0xFF && u8(file, last + 1) == END_OF_IMAGE;
        if (!whole && !hasEndAfter(file, scan)) {
            throw Fault.data("truncated JPEG: no end-of-image marker after its last scan");
        }
    }

    private static int firstScan(ByteBuffer file) {
        for (int p = nextMarker(file, 2); p >= 0; p = nextMarker(file, p)) {
            int marker = u8(file, p - 1);
            if (marker == END_OF_IMAGE) {
                break;
            }
            if (!isAlone(marker)) {
                p += u16(file, p);
            }
            if (marker == START_OF_SCAN) {
                return p;
            }
        }
        throw Fault.data("truncated JPEG: it has no scan");
    }

    private static boolean hasEndAfter(ByteBuffer file, int scan) {
        for (int p = nextMarker(file, scan); p >= 0; p = nextMarker(file, p)) {
            int marker = u8(file, p - 1);
            if (marker == END_OF_IMAGE) {
                return true;
            }
            // 0 is a stuffed FF of the compressed data.
            if (marker != 0 && !isAlone(marker)) {
                if (p + 2 > file.limit()) {
                    return false;
                }
                p += u16(file, p);
            }
        }
        return false;
    }

    /** The position after the next marker's two bytes, from {@code from} on; -1 when there is none. */
    static int nextMarker(ByteBuffer file, int from) {
        int limit = file.limit();
        for (int p = from; p + 1 < limit; p++) {
            if (file.get(p) == (byte) 0xFF && file.get(p + 1) != (byte) 0xFF) {
                return p + 2;
            }
        }
        return -1;
    }

    private static ImageHeader frame(ByteBuffer file, int p, int marker) {
        int precision = u8(file, p + 2);
        if (marker > 0xC2 && marker != 0xC9 && marker != 0xCA || precision != 8) {
            throw Fault.data("unsupported JPEG: lossless, hierarchical or " + precision
                    + " bits per channel; baseline and progressive with 8 bits are read");
        }
        int height = u16(file, p + 3);
        int width = u16(file, p + 5);
        ColorMode mode =
                switch (u8(file, p + 7)) {
                    case 1 -> ColorMode.GREY;
                    case 3 -> ColorMode.RGB;
                    case 4 -> ColorMode.CMYK;
                    default -> throw Fault.data("unsupported JPEG: " + u8(file, p + 7) + " colour components");
                };
        return new ImageHeader(ImageFormat.JPEG, mode, precision, width, height);
    }

    /** C0 to CF begin a frame, but for the Huffman tables C4, the reserved C8, the arithmetic conditions CC. */
    static boolean isFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }

    /** TEM, the restart markers and the start of an image have no length. */
    static boolean isAlone(int marker) {
        return marker == 0x01 || marker >= 0xD0 && marker <= 0xD8;
    }

    private static int u8(ByteBuffer file, int p) {
        return file.get(p) & 0xFF;
    }

    private static int u16(ByteBuffer file, int p) {
        return file.getShort(p) & 0xFFFF;
    }
}
