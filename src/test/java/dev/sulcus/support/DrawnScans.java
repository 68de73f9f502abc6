package dev.sulcus.support;

import dev.sulcus.dataset.SplitPart;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;

/** Tiny made-up pictures: noise, and in every second one a bright square at a random place. */
public final class DrawnScans {
    private DrawnScans() {}

    /** Writes {@code count} PNG files of {@code side} pixels and says what they are. */
    public static SplitPart write(Path folder, int count, int side, long seed) {
        var random = new Random(seed);
        List<String> paths = new ArrayList<>();
        List<Path> files = new ArrayList<>();
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            labels[i] = i % 2;
            String name = String.format("scan-%d-%03d.png", seed, i);
            paths.add(name);
            files.add(folder.resolve(name));
            write(folder.resolve(name), side, labels[i], random);
        }
        return new SplitPart(paths, files, labels);
    }

    private static void write(Path file, int side, int label, Random random) {
        var image = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                image.getRaster().setSample(x, y, 0, random.nextInt(120));
            }
        }
        int at = random.nextInt(side / 2);
        for (int k = 0; label == 1 && k < side * side / 16; k++) {
            image.getRaster().setSample(at + k % (side / 4), at + k / (side / 4), 0, 200);
        }
        try {
            Files.createDirectories(file.getParent());
            ImageIO.write(image, "png", file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
