package dev.sulcus.pipeline;

import dev.sulcus.dataset.ImageFormat;
import dev.sulcus.dataset.JpegFacts;
import dev.sulcus.dataset.StorageFacts;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reads off a decoded file how it was stored and framed. One thread. */
final class StorageReader {
    private static final int EDGE = 2;
    private static final int PNG_EXIF = 0x65584966;
    private static final int PNG_END = 0x49454E44;
    private static final int WEBP_EXTENDED = 0x58385056;
    private static final int WEBP_EXIF_FLAG = 0x08;

    private final JpegTraces jpeg = new JpegTraces();
    private long sum;
    private long black;
    private long counted;

    /**
     * The facts.
     *
     * @param file all its bytes, found whole
     * @param grey its pixels, one channel
     */
    StorageFacts read(ImageFormat format, ByteBuffer file, PixelWindow grey) {
        JpegFacts traces = format == ImageFormat.JPEG ? jpeg.read(file) : null;
        countEdge(grey);
        return new StorageFacts(traces, exif(format, file), (double) sum / counted, (double) black / counted);
    }

    private boolean exif(ImageFormat format, ByteBuffer file) {
        return switch (format) {
            case JPEG -> jpeg.exif();
            case PNG -> pngExif(file.order(ByteOrder.BIG_ENDIAN));
            case WEBP ->
                file.order(ByteOrder.LITTLE_ENDIAN).getInt(12) == WEBP_EXTENDED && (file.get(20) & WEBP_EXIF_FLAG) != 0;
            case TIFF -> TiffHeader.hasExif(file);
            case BMP -> false;
        };
    }

    private static boolean pngExif(ByteBuffer file) {
        for (int p = 8; p + 12 <= file.limit(); p += 12 + file.getInt(p)) {
            int type = file.getInt(p + 4);
            if (type == PNG_EXIF || type == PNG_END) {
                return type == PNG_EXIF;
            }
        }
        return false;
    }

    private void countEdge(PixelWindow grey) {
        sum = 0;
        black = 0;
        counted = 0;
        int width = grey.width();
        for (int y = 0; y < grey.height(); y++) {
            boolean whole = y < EDGE || y >= grey.height() - EDGE || width <= 2 * EDGE;
            count(grey, grey.at(y), whole ? width : EDGE);
            if (!whole) {
                count(grey, grey.at(y) + width - EDGE, EDGE);
            }
        }
    }

    private void count(PixelWindow grey, int from, int pixels) {
        for (int i = from; i < from + pixels; i++) {
            int level = grey.buffer().get(i) & 0xFF;
            sum += level;
            black += level == 0 ? 1 : 0;
        }
        counted += pixels;
    }
}
