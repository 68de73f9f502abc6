package dev.sulcus.pipeline;

import dev.sulcus.dataset.JpegFacts;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32;

/** Reads from a JPEG's header how it was written (ITU-R T.81, annexes B and K). One thread; nothing is kept per file. */
final class JpegTraces {
    /** Annex K.1, luminance, in the zigzag order in which files hold it. */
    private static final int[] LUMA = {
        16, 11, 12, 14, 12, 10, 16, 14, 13, 14, 18, 17, 16, 19, 24, 40, 26, 24, 22, 22, 24, 49, 35, 37, 29, 40, 58, 51,
        61, 60, 57, 51, 56, 55, 64, 72, 92, 78, 64, 68, 87, 69, 55, 56, 80, 109, 81, 87, 95, 98, 103, 104, 103, 62, 77,
        113, 121, 112, 100, 120, 92, 101, 103, 99
    };

    private static final int TABLES = 4;
    private static final int START_OF_SCAN = 0xDA;
    private static final int QUANTISATION = 0xDB;
    private static final int APP1 = 0xE1;
    private static final int EXIF = 0x45786966;

    private final int[][] tables = new int[TABLES][LUMA.length];
    private final boolean[] seen = new boolean[TABLES];
    private final CRC32 crc = new CRC32();
    private boolean exif;
    private boolean progressive;
    private String subsampling;

    /** The traces in {@code file}, which {@link JpegHeader} has found in order up to its first scan. */
    JpegFacts read(ByteBuffer file) {
        exif = false;
        progressive = false;
        subsampling = "none";
        Arrays.fill(seen, false);
        file.order(ByteOrder.BIG_ENDIAN);
        for (int p = JpegHeader.nextMarker(file, 2); p >= 0; p = JpegHeader.nextMarker(file, p)) {
            int marker = file.get(p - 1) & 0xFF;
            if (marker == START_OF_SCAN) {
                break;
            }
            if (!JpegHeader.isAlone(marker)) {
                int length = file.getShort(p) & 0xFFFF;
                segment(file, marker, p + 2, p + length);
                p += length;
            }
        }
        int quality = quality();
        return new JpegFacts(quality, difference(quality) == 0, hash(), progressive, subsampling);
    }

    /** Whether the last file had an EXIF block. */
    boolean exif() {
        return exif;
    }

    private void segment(ByteBuffer file, int marker, int from, int to) {
        if (marker == QUANTISATION) {
            quantisation(file, from, to);
        } else if (marker == APP1) {
            exif |= to - from >= 6 && file.getInt(from) == EXIF;
        } else if (JpegHeader.isFrame(marker)) {
            progressive = marker == 0xC2 || marker == 0xCA;
            subsampling = file.get(from + 5) < 2 ? "none" : subsampling(file.get(from + 7), file.get(from + 10));
        }
    }

    private void quantisation(ByteBuffer file, int from, int to) {
        int p = from;
        while (p < to) {
            int head = file.get(p++) & 0xFF;
            int bytes = head >> 4 == 0 ? 1 : 2;
            if (p + LUMA.length * bytes > to) {
                return; // damaged; whoever decodes will say so
            }
            int table = head & 3;
            seen[table] = true;
            for (int i = 0; i < LUMA.length; i++, p += bytes) {
                tables[table][i] = bytes == 1 ? file.get(p) & 0xFF : file.getShort(p) & 0xFFFF;
            }
        }
    }

    /** Sampling factors of the first and the second component, both as (horizontal &lt;&lt; 4 | vertical). */
    private static String subsampling(int luma, int chroma) {
        String factors = (luma >> 4 & 15) + "x" + (luma & 15) + "/" + (chroma >> 4 & 15) + "x" + (chroma & 15);
        return switch (factors) {
            case "1x1/1x1", "2x2/2x2", "2x1/2x1", "1x2/1x2" -> "4:4:4";
            case "2x1/1x1", "2x2/1x2" -> "4:2:2";
            case "2x2/1x1" -> "4:2:0";
            case "1x2/1x1", "2x2/2x1" -> "4:4:0";
            default -> factors;
        };
    }

    /** The setting whose table is nearest to table 0, the higher of two. */
    private int quality() {
        int best = 100;
        for (int quality = 99; quality >= 1 && difference(best) > 0; quality--) {
            best = difference(quality) < difference(best) ? quality : best;
        }
        return best;
    }

    private int difference(int quality) {
        int scale = quality < 50 ? 5000 / quality : 200 - 2 * quality;
        int sum = 0;
        for (int i = 0; i < LUMA.length; i++) {
            int scaled = Math.max(1, Math.min(255, (LUMA[i] * scale + 50) / 100));
            sum += Math.abs(scaled - tables[0][i]);
        }
        return sum;
    }

    private String hash() {
        crc.reset();
        for (int table = 0; table < TABLES; table++) {
            for (int i = 0; seen[table] && i < LUMA.length; i++) {
                crc.update(tables[table][i] >> 8);
                crc.update(tables[table][i]);
            }
            crc.update(table);
        }
        return String.format("%08x", crc.getValue());
    }
}
