package dev.sulcus.bench;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;

/** A picture to decode: a disc with texture, about as busy as a head. */
public final class Drawing {
    private Drawing() {}

    /** Writes one to a temporary file, which the caller deletes. */
    public static Path write(int width, int height, String format) throws IOException {
        Path file = Files.createTempFile("drawing", "." + format);
        ImageIO.write(draw(width, height), format, file.toFile());
        return file;
    }

    private static BufferedImage draw(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        Random random = new Random(7);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double radius = Math.hypot((x - width / 2.0) / (0.44 * width), (y - height / 2.0) / (0.44 * height));
                int grey = radius > 1 ? 8 : (int) (110 + 50 * Math.sin(x / 9.0) * Math.cos(y / 11.0));
                grey += random.nextInt(12);
                image.setRGB(x, y, grey << 16 | grey << 8 | grey);
            }
        }
        return image;
    }
}
