package dev.sulcus.phantom;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Grey slices as PNG and JPEG bytes, and smaller copies of them. Needs no display and no fonts. */
final class PhantomEncoder {
    private PhantomEncoder() {}

    /** Lossless. */
    static byte[] png(PhantomScan scan) throws IOException {
        return encoded(scan, "png", Float.NaN);
    }

    /** With losses; {@code quality} from 0 to 1. */
    static byte[] jpeg(PhantomScan scan, float quality) throws IOException {
        return encoded(scan, "jpeg", quality);
    }

    /** The same slice with both sides times {@code factor}, 0.5 to 1: blended between the four nearest pixels. */
    static PhantomScan shrunk(PhantomScan scan, double factor) {
        int width = (int) Math.round(scan.width() * factor);
        int height = (int) Math.round(scan.height() * factor);
        byte[] grey = new byte[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double fromX = (x + 0.5) * scan.width() / width - 0.5;
                double fromY = (y + 0.5) * scan.height() / height - 0.5;
                grey[y * width + x] = (byte) Math.round(blended(scan, fromX, fromY));
            }
        }
        LesionOutline lesion = scan.lesion() == null
                ? null
                : scan.lesion().scaled((double) width / scan.width(), (double) height / scan.height());
        return new PhantomScan(width, height, grey, lesion);
    }

    private static double blended(PhantomScan scan, double x, double y) {
        int left = Math.max(0, Math.min(scan.width() - 2, (int) x));
        int top = Math.max(0, Math.min(scan.height() - 2, (int) y));
        double above = Ramp.mix(level(scan, left, top), level(scan, left + 1, top), x - left);
        double under = Ramp.mix(level(scan, left, top + 1), level(scan, left + 1, top + 1), x - left);
        return Ramp.mix(above, under, y - top);
    }

    private static int level(PhantomScan scan, int x, int y) {
        return scan.grey()[y * scan.width() + x] & 0xff;
    }

    private static byte[] encoded(PhantomScan scan, String format, float quality) throws IOException {
        var image = new BufferedImage(scan.width(), scan.height(), BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setDataElements(0, 0, scan.width(), scan.height(), scan.grey());
        var bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            ImageWriteParam param = writer.getDefaultWriteParam();
            if (!Float.isNaN(quality)) {
                param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                param.setCompressionQuality(quality);
            }
            writer.write(null, new IIOImage(image, null, null), param);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
