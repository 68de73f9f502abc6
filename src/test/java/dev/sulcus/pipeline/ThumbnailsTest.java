package dev.sulcus.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sulcus.fault.Fault;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("native")
class ThumbnailsTest {
    @TempDir
    private Path folder;

    @Test
    void shouldKeepTheAspectRatio() throws IOException {
        BufferedImage small = thumbnail(400, 200, 100);
        assertThat(small.getWidth()).isEqualTo(100);
        assertThat(small.getHeight()).isEqualTo(50);
    }

    @Test
    void shouldNotEnlarge() throws IOException {
        assertThat(thumbnail(40, 20, 100).getWidth()).isEqualTo(40);
    }

    @Test
    void shouldNameTheFileThatFails() {
        Path file = DrawnScans.write(folder.resolve("text.jpg"), new byte[99]);
        assertThatThrownBy(() -> Thumbnails.jpeg(file, 64, 1000))
                .isInstanceOf(Fault.class)
                .hasMessageStartingWith(file + ": no image");
    }

    private BufferedImage thumbnail(int width, int height, int side) throws IOException {
        Path file = DrawnScans.write(folder.resolve("a.png"), DrawnScans.bytes("png", width, height, 1));
        return ImageIO.read(new ByteArrayInputStream(Thumbnails.jpeg(file, side, 1_000_000)));
    }
}
