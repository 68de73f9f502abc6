package dev.sulcus.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("native")
class PixelRangeTest {
    private static final PixelSpec PIXELS = new PixelSpec(16, 16, Resampling.NEAREST);
    private static final PipelineConfig CONFIG =
            new PipelineConfig(PIXELS, 2, 3, 1, 0, PipelineConfig.DEFAULT_MAX_PIXELS);

    @TempDir
    Path folder;

    @Test
    void shouldCountEachChannelOverAllBatches() throws IOException {
        List<Path> files = List.of(
                plain("a.png", new Color(10, 20, 30)),
                plain("b.png", new Color(110, 20, 250)),
                plain("c.png", new Color(60, 50, 20)));
        PixelRange range = PixelRange.of(CONFIG, files);
        assertThat(range.scans()).isEqualTo(3);
        assertThat(range.lowest()).containsExactly(10, 20, 20);
        assertThat(range.highest()).containsExactly(110, 50, 250);
        assertThat(range.mean()).containsExactly(60, 30, 100);
    }

    @Test
    void shouldLeaveOutWhatCannotBeRead() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.png"), "no picture");
        PixelRange range = PixelRange.of(CONFIG, List.of(broken, plain("a.png", new Color(10, 20, 30))));
        assertThat(range.scans()).isEqualTo(1);
        assertThat(range.lowest()).containsExactly(10, 20, 30);
        assertThat(PixelRange.of(CONFIG, List.of(broken)).mean()).containsOnly(Double.NaN);
    }

    private Path plain(String name, Color color) throws IOException {
        var image = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 256; i++) {
            image.setRGB(i % 16, i / 16, color.getRGB());
        }
        File file = folder.resolve(name).toFile();
        ImageIO.write(image, "png", file);
        return file.toPath();
    }
}
