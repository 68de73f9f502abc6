package dev.sulcus.support;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;

/** Made-up pictures of different sizes and kinds: JPEG with colours and without, PNG, CMYK. */
public final class MixedScans {
    private static final Path CMYK = Path.of("src/test/resources/golden/formats/cmyk.jpg");

    private MixedScans() {}

    /** Writes {@code count} files: of five one after the other, three JPEGs, a PNG and a CMYK JPEG. */
    public static List<Path> write(Path folder, int count) {
        var files = new ArrayList<Path>();
        try {
            Files.createDirectories(folder);
            for (int i = 0; i < count; i++) {
                boolean png = i % 5 == 3;
                Path file = folder.resolve(String.format("scan-%03d.%s", i, png ? "png" : "jpg"));
                if (i % 5 == 4) {
                    Files.copy(CMYK, file);
                } else {
                    int type = i % 5 == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR;
                    ImageIO.write(draw(40 + 7 * i % 90, 50 + 11 * i % 70, type, i), png ? "png" : "jpg", file.toFile());
                }
                files.add(file);
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of {@link #write}'s files, how many a card decodes. */
    public static int cardDecodes(int count) {
        int decoded = 0;
        for (int i = 0; i < count; i++) {
            decoded += i % 5 < 3 ? 1 : 0;
        }
        return decoded;
    }

    private static BufferedImage draw(int width, int height, int type, long seed) {
        var image = new BufferedImage(width, height, type);
        var random = new Random(seed);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int level = (int) (120 + (60 + seed) * Math.sin(x / (4.0 + seed)) * Math.cos(y / 6.0));
                int noisy = Math.min(235, Math.max(0, level)) + random.nextInt(20);
                image.setRGB(x, y, noisy << 16 | (255 - noisy) << 8 | (x * 3 + y & 255));
            }
        }
        return image;
    }
}
