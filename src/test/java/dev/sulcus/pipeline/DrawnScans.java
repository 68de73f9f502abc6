package dev.sulcus.pipeline;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;

/** Made-up pictures for tests. */
final class DrawnScans {
    private DrawnScans() {}

    /** A smooth picture with some noise, by its seed. */
    static byte[] bytes(String format, int width, int height, long seed) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        Random random = new Random(seed);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int grey = (int) (128 + 90 * Math.sin(x / (5.0 + seed)) * Math.cos(y / 7.0)) + random.nextInt(20);
                image.setRGB(x, y, grey << 16 | (255 - grey) << 8 | (x * 3 + y & 255));
            }
        }
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            ImageIO.write(image, format, out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code count} files of different sizes, JPEG and PNG in turn. */
    static List<Path> write(Path folder, int count) {
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String format = i % 2 == 0 ? "jpg" : "png";
            files.add(write(folder.resolve("scan" + i + "." + format), bytes(format, 60 + i, 80 - i % 30, i)));
        }
        return files;
    }

    static Path write(Path file, byte[] bytes) {
        try {
            return Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
