package dev.sulcus.pipeline;

import dev.sulcus.dataset.ColorMode;
import dev.sulcus.dataset.ImageFormat;
import dev.sulcus.fault.Fault;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The first directory of a TIFF 6.0 file, as far as size and wholeness need it. Stateless. */
final class TiffHeader {
    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int BITS_PER_SAMPLE = 258;
    private static final int PHOTOMETRIC = 262;
    private static final int STRIP_OFFSETS = 273;
    private static final int SAMPLES_PER_PIXEL = 277;
    private static final int STRIP_BYTES = 279;
    private static final int TILE_OFFSETS = 324;
    private static final int TILE_BYTES = 325;
    private static final int EXTRA_SAMPLES = 338;
    private static final int SAMPLE_FORMAT = 339;
    private static final int EXIF_DIRECTORY = 34665;
    private static final short UNASSOCIATED_ALPHA = 2;
    private static final int ENTRY_BYTES = 12;

    private TiffHeader() {}

    static boolean begins(ByteBuffer file) {
        int magic = file.order(ByteOrder.BIG_ENDIAN).getInt(0);
        if (magic == 0x49492B00 || magic == 0x4D4D002B) {
            throw Fault.data("unsupported TIFF: BigTIFF is not read");
        }
        return magic == 0x49492A00 || magic == 0x4D4D002A;
    }

    static ImageHeader read(ByteBuffer file) {
        order(file);
        long bits = value(file, BITS_PER_SAMPLE, 1);
        boolean depth = bits == 1 || bits == 2 || bits == 4 || bits == 8 || bits == 16;
        if (!depth || value(file, SAMPLE_FORMAT, 1) != 1) {
            throw Fault.data("unsupported TIFF: " + bits + " bits per channel, sample format "
                    + value(file, SAMPLE_FORMAT, 1) + "; unsigned integers of 1 to 16 bits are read");
        }
        long width = value(file, WIDTH, 0);
        long height = value(file, HEIGHT, 0);
        return new ImageHeader(ImageFormat.TIFF, mode(file), (int) bits, clamp(width), clamp(height));
    }

    /** Every strip or tile must lie inside the file. */
    static void requireWhole(ByteBuffer file) {
        order(file);
        boolean tiled = find(file, TILE_OFFSETS) >= 0;
        int offsets = find(file, tiled ? TILE_OFFSETS : STRIP_OFFSETS);
        int lengths = find(file, tiled ? TILE_BYTES : STRIP_BYTES);
        if (offsets < 0 || lengths < 0) {
            throw Fault.data("damaged TIFF: it does not say where its pixels are");
        }
        long pieces = Math.min(count(file, offsets), count(file, lengths));
        for (int i = 0; i < pieces; i++) {
            if (value(file, offsets, i, 0) + value(file, lengths, i, 0) > file.limit()) {
                throw Fault.data("truncated TIFF: the file ends before its pixels do");
            }
        }
    }

    /** Whether the file points to an EXIF block. */
    static boolean hasExif(ByteBuffer file) {
        order(file);
        return find(file, EXIF_DIRECTORY) >= 0;
    }

    /**
     * Makes libtiff leave the colours alone, which would blend unassociated alpha with black: calls that alpha
     * unspecified. The answer is whether there was any; {@link #restoreAlpha} undoes it.
     */
    static boolean maskAlpha(ByteBuffer file) {
        return changeAlpha(file, UNASSOCIATED_ALPHA, (short) 0);
    }

    static void restoreAlpha(ByteBuffer file) {
        changeAlpha(file, (short) 0, UNASSOCIATED_ALPHA);
    }

    private static boolean changeAlpha(ByteBuffer file, short from, short to) {
        order(file);
        int entry = find(file, EXTRA_SAMPLES);
        if (entry < 0 || count(file, entry) != 1 || file.getShort(entry + 8) != from) {
            return false;
        }
        file.putShort(entry + 8, to);
        return true;
    }

    private static ColorMode mode(ByteBuffer file) {
        long samples = value(file, SAMPLES_PER_PIXEL, 1);
        return switch ((int) value(file, PHOTOMETRIC, 1)) {
            case 0, 1 -> samples == 1 ? ColorMode.GREY : ColorMode.GREY_ALPHA;
            case 3 -> ColorMode.PALETTE;
            case 5 -> ColorMode.CMYK;
            default -> samples == 4 ? ColorMode.RGBA : ColorMode.RGB;
        };
    }

    private static void order(ByteBuffer file) {
        file.order(file.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    }

    private static int clamp(long side) {
        return (int) Math.min(side, Integer.MAX_VALUE);
    }

    private static long value(ByteBuffer file, int tag, long absent) {
        int entry = find(file, tag);
        return entry < 0 ? absent : value(file, entry, 0, absent);
    }

    /** Where the entry of {@code tag} begins; -1 when there is none. */
    private static int find(ByteBuffer file, int tag) {
        int directory = file.getInt(4);
        int entries = file.getShort(directory) & 0xFFFF;
        for (int i = 0; i < entries; i++) {
            int entry = directory + 2 + i * ENTRY_BYTES;
            if ((file.getShort(entry) & 0xFFFF) == tag) {
                return entry;
            }
        }
        return -1;
    }

    private static long count(ByteBuffer file, int entry) {
        return file.getInt(entry + 4) & 0xFFFFFFFFL;
    }

    /** The {@code i}-th number of an entry; up to four bytes stand in the entry itself, more stand elsewhere. */
    private static long value(ByteBuffer file, int entry, int i, long absent) {
        int size =
                switch (file.getShort(entry + 2)) {
                    case 1 -> 1;
                    case 3 -> 2;
                    case 4 -> 4;
                    default -> 0;
                };
        if (size == 0 || i >= count(file, entry)) {
            return absent;
        }
        int base = size * count(file, entry) <= 4 ? entry + 8 : file.getInt(entry + 8);
        int p = base + size * i;
        return switch (size) {
            case 1 -> file.get(p) & 0xFF;
            case 2 -> file.getShort(p) & 0xFFFF;
            default -> file.getInt(p) & 0xFFFFFFFFL;
        };
    }
}
