package dev.sulcus.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sulcus.device.NativeBlock;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PictureFrameTest {
    @TempDir
    Path folder;

    @Test
    void shouldMeetTheEdgesOfAStretchedScan() {
        PictureFrame frame = PictureFrame.of(new PixelSpec(32, 64, Resampling.AREA), 0, 0, 640, 160);
        assertThat(frame.scanX(-0.5)).isEqualTo(-0.5);
        assertThat(frame.scanX(63.5)).isEqualTo(639.5);
        assertThat(frame.scanY(31.5)).isEqualTo(159.5);
        assertThat(frame.column(frame.scanX(12.25))).isCloseTo(12.25, within(1e-12));
        assertThat(frame.row(frame.scanY(3))).isCloseTo(3, within(1e-12));
    }

    /** Against the decoder: a white dot in the scan is found in the model's picture, and followed back. */
    @Tag("native")
    @ParameterizedTest
    @CsvSource({
        "WHOLE, STRETCH, 200, 120",
        "WHOLE, PAD, 200, 120",
        "WHOLE, PAD, 110, 230",
        "HEAD, STRETCH, 200, 240",
        "HEAD, PAD, 200, 240",
        "HEAD, PAD, 320, 180"
    })
    void shouldLeadBackToWhereADotIsInTheScan(Region region, Fit fit, int width, int height) throws IOException {
        var spec = new PixelSpec(64, 64, Resampling.AREA, region, fit, Tone.STORED);
        int x = width * 2 / 5;
        int y = height * 3 / 5;
        Path scan = scan(width, height, x, y);
        int brightest = brightest(spec, scan);
        var axis = HeatAxis.pixels(64);
        float[] values = new float[64 * 64];
        values[brightest] = 1;
        var heat = new HeatMap(values, axis, axis);
        try (HeatOverlay overlay = HeatOverlay.open(spec, 1 << 20)) {
            PictureFrame frame = overlay.lay(heat, scan, 512);
            assertThat(frame.scanX(heat.peakColumn())).isCloseTo(x, within(frame.perColumn() / 2 + 1));
            assertThat(frame.scanY(heat.peakRow())).isCloseTo(y, within(frame.perRow() / 2 + 1));
        }
    }

    private static int brightest(PixelSpec spec, Path scan) {
        try (ScanDecoder decoder = ScanDecoder.open(spec, 1 << 20);
                NativeBlock block = NativeBlock.allocate("test picture", spec.imageBytes())) {
            assertThat(decoder.decode(scan, block.address())).isNull();
            int best = 0;
            for (int i = 0; i < 64 * 64; i++) {
                best = (block.buffer().get(3 * i) & 0xff) > (block.buffer().get(3 * best) & 0xff) ? i : best;
            }
            return best;
        }
    }

    /** A grey head off the middle of a black picture, with a white dot of 5 pixels around (x, y). */
    private Path scan(int width, int height, int x, int y) throws IOException {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D pen = image.createGraphics();
        pen.setColor(new Color(120, 120, 120));
        pen.fillOval(width / 5, height / 4, width / 2, height * 3 / 5);
        pen.setColor(Color.WHITE);
        pen.fillRect(x - 2, y - 2, 5, 5);
        pen.dispose();
        Path file = folder.resolve("scan.png");
        ImageIO.write(image, "png", file.toFile());
        return file;
    }
}
