package dev.sulcus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sulcus.support.ChildJava;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user reads about damaged pictures, native libraries' own words included. */
@Tag("native")
class DamagedScansTest {
    private static final int SIDE = 128;

    @TempDir
    Path folder;

    @Test
    void shouldLeaveNoLineOfTheDecodersOnStandardError() throws Exception {
        Path scans = folder.resolve("scans");
        byte[] whole = jpeg();
        for (String label : List.of("no", "yes")) {
            for (int i = 0; i < 3; i++) {
                write(scans.resolve(label).resolve("whole" + i + ".jpg"), whole);
            }
        }
        write(scans.resolve("no/cut.jpg"), Arrays.copyOf(whole, whole.length / 2));
        write(scans.resolve("yes/ended.jpg"), ended(whole));
        for (int seed = 0; seed < 6; seed++) {
            write(scans.resolve("yes/garbled" + seed + ".jpg"), garbled(whole, seed));
        }
        ChildJava child =
                ChildJava.run(folder, "dev.sulcus.cli.Main", "explore", scans, "--out", folder.resolve("explored"));
        assertThat(child.code()).as(child.err()).isZero();
        assertThat(child.errLines()).allMatch(line -> line.startsWith("warning: "), "starts with warning:");
        assertThat(child.err()).contains("cut.jpg");
    }

    private static byte[] jpeg() throws IOException {
        var random = new Random(1);
        var picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < SIDE * SIDE; i++) {
            picture.setRGB(i % SIDE, i / SIDE, random.nextInt());
        }
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(picture, "jpg", bytes);
        return bytes.toByteArray();
    }

    /** Half the data, then the end marker: whole by its markers alone. */
    private static byte[] ended(byte[] whole) {
        byte[] bytes = Arrays.copyOf(whole, whole.length / 2 + 2);
        bytes[bytes.length - 2] = (byte) 0xFF;
        bytes[bytes.length - 1] = (byte) 0xD9;
        return bytes;
    }

    /** Noise, with markers in it, over the second half but for the end marker. */
    private static byte[] garbled(byte[] whole, int seed) {
        byte[] bytes = whole.clone();
        var random = new Random(seed);
        for (int i = bytes.length / 2; i < bytes.length - 2; i++) {
            bytes[i] = (byte) random.nextInt();
        }
        return bytes;
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }
}
