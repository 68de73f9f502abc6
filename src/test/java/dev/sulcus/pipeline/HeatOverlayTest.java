package dev.sulcus.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sulcus.device.NativeBlocks;
import dev.sulcus.fault.Fault;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("native")
class HeatOverlayTest {
    private static final PixelSpec PIXELS = new PixelSpec(32, 32, Resampling.AREA);
    /** Hot in the second of four rows and the third of four columns. */
    private static final HeatMap HEAT = map(6);

    @TempDir
    Path folder;

    private Path scan;

    @BeforeEach
    void draw() throws IOException {
        scan = folder.resolve("scan.png");
        ImageIO.write(grey(160, 96), "png", scan.toFile());
    }

    @Test
    void shouldPutThePeakWhereItLiesInTheScan() {
        try (HeatOverlay overlay = HeatOverlay.open(PIXELS, 1 << 20)) {
            PictureFrame frame = overlay.lay(HEAT, scan, 512);
            // Cell 2 of 4 in 32 columns looks at column 19.5, the middle of [16, 24): of 160 that is [80, 120).
            assertThat(frame.scanX(HEAT.peakColumn())).isCloseTo(99.5, within(1e-9));
            assertThat(frame.scanY(HEAT.peakRow())).isCloseTo(35.5, within(1e-9));
        }
    }

    @Test
    void shouldShowTheScanBesideTheSameUnderTheMap() throws IOException {
        BufferedImage pair = pair(HEAT, 512);
        assertThat(pair.getWidth()).isEqualTo(2 * 160 + 8);
        assertThat(pair.getHeight()).isEqualTo(96);
        assertThat(new Color(pair.getRGB(100, 36))).isEqualTo(new Color(90, 90, 90));
        assertThat(new Color(pair.getRGB(168 + 5, 90))).isEqualTo(new Color(90, 90, 90));
        Color hot = new Color(pair.getRGB(168 + 100, 36));
        assertThat(hot.getRed()).isGreaterThan(150);
        assertThat(hot.getBlue()).isGreaterThan(90); // inferno ends in a pale yellow
    }

    @Test
    void shouldShrinkALargeScanAndStillMeetThePeak() throws IOException {
        BufferedImage pair = pair(HEAT, 80);
        assertThat(pair.getWidth()).isEqualTo(2 * 80 + 8);
        assertThat(new Color(pair.getRGB(88 + 50, 18)).getRed()).isGreaterThan(150);
    }

    @Test
    void shouldLeaveTheScanAsItIsWhereNothingMatters() throws IOException {
        BufferedImage pair = pair(new HeatMap(new float[16], HEAT.rows(), HEAT.columns()), 512);
        for (int x = 0; x < 160; x++) {
            for (int y = 0; y < 96; y++) {
                assertThat(pair.getRGB(168 + x, y)).isEqualTo(pair.getRGB(x, y));
            }
        }
    }

    @Test
    void shouldGiveASmallJpeg() throws IOException {
        try (HeatOverlay overlay = HeatOverlay.open(PIXELS, 1 << 20)) {
            overlay.lay(HEAT, scan, 64);
            BufferedImage small = ImageIO.read(new ByteArrayInputStream(overlay.jpeg()));
            assertThat(small.getWidth()).isEqualTo(64);
        }
    }

    @Test
    void shouldNameAFileThatCannotBeRead() throws IOException {
        Path text = Files.writeString(folder.resolve("text.png"), "no picture");
        try (HeatOverlay overlay = HeatOverlay.open(PIXELS, 1 << 20)) {
            assertThatThrownBy(() -> overlay.lay(HEAT, text, 64))
                    .isInstanceOf(Fault.class)
                    .hasMessageContaining("text.png");
        }
    }

    @Test
    void shouldFreeWhatItTook() throws IOException {
        long before = NativeBlocks.liveBytes();
        pair(HEAT, 64);
        assertThat(NativeBlocks.liveBytes()).isEqualTo(before);
    }

    private BufferedImage pair(HeatMap heat, int side) throws IOException {
        try (HeatOverlay overlay = HeatOverlay.open(PIXELS, 1 << 20)) {
            overlay.lay(heat, scan, side);
            return ImageIO.read(new ByteArrayInputStream(overlay.pair()));
        }
    }

    /** A 4×4 map over 32×32 pixels, hot in one cell. */
    private static HeatMap map(int hot) {
        float[] values = new float[16];
        values[hot] = 1;
        var axis = new HeatAxis(4, 3.5, 8);
        return new HeatMap(values, axis, axis);
    }

    private static BufferedImage grey(int width, int height) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, new Color(90, 90, 90).getRGB());
            }
        }
        return image;
    }
}
