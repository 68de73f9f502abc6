package dev.sulcus.pipeline;

import dev.sulcus.dataset.ColorMode;
import dev.sulcus.dataset.ImageFormat;
import dev.sulcus.fault.Fault;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** PNG's chunks (ISO/IEC 15948), as far as size and wholeness need them. Stateless. */
final class PngHeader {
    private static final long SIGNATURE = 0x89504E470D0A1A0AL;
    private static final int IHDR = 0x49484452;
    private static final int IDAT = 0x49444154;
    private static final int IEND = 0x49454E44;
    private static final int FIRST_CHUNK = 8;
    /** Length, type and checksum around a chunk's data. */
    private static final int FRAME_BYTES = 12;

    private PngHeader() {}

    static boolean begins(ByteBuffer file) {
        return file.order(ByteOrder.BIG_ENDIAN).getLong(0) == SIGNATURE;
    }

    static ImageHeader read(ByteBuffer file) {
        file.order(ByteOrder.BIG_ENDIAN);
        if (file.getInt(FIRST_CHUNK + 4) != IHDR) {
            throw Fault.data("damaged PNG: it does not begin with a header chunk");
        }
        ColorMode mode =
                switch (file.get(25)) {
                    case 0 -> ColorMode.GREY;
                    case 2 -> ColorMode.RGB;
                    case 3 -> ColorMode.PALETTE;
                    case 4 -> ColorMode.GREY_ALPHA;
                    case 6 -> ColorMode.RGBA;
                    default -> throw Fault.data("damaged PNG: there is no colour type " + file.get(25));
                };
        return new ImageHeader(ImageFormat.PNG, mode, file.get(24), file.getInt(16), file.getInt(20));
    }

    /** Every checksum must be right and the last chunk there; bytes after it are allowed. */
    static void requireWhole(ByteBuffer file) {
        file.order(ByteOrder.BIG_ENDIAN);
        CRC32 crc = new CRC32();
        boolean pixels = false;
        for (int p = FIRST_CHUNK; p + FRAME_BYTES <= file.limit(); ) {
            int length = file.getInt(p);
            int type = file.getInt(p + 4);
            if (length < 0 || length > file.limit() - p - FRAME_BYTES) {
                throw Fault.data("truncated PNG: the file ends inside chunk " + name(type));
            }
            requireChecksum(file, p, length, crc);
            pixels |= type == IDAT;
            if (type == IEND && pixels) {
                return;
            }
            p += FRAME_BYTES + length;
        }
        throw Fault.data("truncated PNG: its last chunk, IEND, is missing");
    }

    private static void requireChecksum(ByteBuffer file, int p, int length, CRC32 crc) {
        int limit = file.limit();
        crc.reset();
        crc.update(file.limit(p + 8 + length).position(p + 4));
        file.limit(limit).position(0);
        if ((int) crc.getValue() != file.getInt(p + 8 + length)) {
            throw Fault.data("damaged PNG: the checksum of chunk " + name(file.getInt(p + 4)) + " is wrong");
        }
    }

    private static String name(int type) {
        byte[] letters = ByteBuffer.allocate(4).putInt(type).array();
        return new String(letters, StandardCharsets.ISO_8859_1).replaceAll("[^A-Za-z]", "?");
    }
}
