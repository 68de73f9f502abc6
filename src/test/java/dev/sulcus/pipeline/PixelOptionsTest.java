package dev.sulcus.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.sulcus.device.NativeBlock;
import dev.sulcus.device.NativeBlocks;
import java.awt.Color;
import java.awt.Graphics;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("native")
class PixelOptionsTest {
    @TempDir
    private Path folder;

    static List<PixelSpec> specs() {
        List<PixelSpec> all = new ArrayList<>();
        for (Resampling resampling : Resampling.values()) {
            for (Region region : Region.values()) {
                for (Fit fit : Fit.values()) {
                    for (Tone tone : Tone.values()) {
                        all.add(new PixelSpec(48, 64, resampling, region, fit, tone));
                    }
                }
            }
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("specs")
    void shouldEqualThePlainReferenceBitForBit(PixelSpec spec) {
        PixelOptionsReference reference = new PixelOptionsReference(folder);
        Path file = folder.resolve("head.png");
        for (int seed = 0; seed < 4; seed++) {
            int[][][] rgb = head(seed);
            PixelOptionsReference.write(file, rgb);
            assertThat(decode(file, spec)).as("seed %d", seed).isEqualTo(reference.of(rgb, spec));
        }
    }

    @Test
    void shouldCutTheHeadOutWithAMargin() throws IOException {
        BufferedImage image = new BufferedImage(400, 300, BufferedImage.TYPE_BYTE_GRAY);
        image.getGraphics().fillRect(100, 50, 200, 100);
        Path file = write(image);
        byte[] pixels = decode(file, spec(Region.HEAD, Fit.PAD, Tone.STORED));
        // 200×100 with 6 pixels more on each side, hardly rounded by the search on 192 pixels: 212×112 into 64×64.
        assertThat(level(pixels, 32, 32)).isEqualTo(255);
        assertThat(level(pixels, 32, 10)).isZero();
        assertThat(level(pixels, 0, 32)).isZero();
        assertThat(level(pixels, 3, 32)).isEqualTo(255);
        assertThat(level(pixels, 60, 32)).isEqualTo(255);
    }

    @Test
    void shouldStretchBrightnessToTheFullRange() throws IOException {
        BufferedImage image = new BufferedImage(100, 100, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < 100; y++) {
            for (int x = 0; x < 100; x++) {
                boolean head = x >= 20 && x < 80 && y >= 20 && y < 80;
                image.getRaster().setSample(x, y, 0, head ? 60 + x : 30);
            }
        }
        byte[] pixels = decode(write(image), spec(Region.WHOLE, Fit.STRETCH, Tone.STANDARD));
        // 30 becomes 0 and 139, the 99th percentile of the head, 255.
        assertThat(level(pixels, 2, 2)).isZero();
        assertThat(level(pixels, 32, 32)).isBetween(185, 190);
        assertThat(level(pixels, 49, 32)).isGreaterThan(245);
    }

    @Test
    void shouldNotBlackenWhatIsDarkerThanTheHeadsThreshold() throws IOException {
        BufferedImage image = new BufferedImage(100, 100, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < 100 * 100; i++) {
            boolean scalp = Math.abs(Math.hypot(i % 100 - 50, i / 100 - 50) - 36) < 6;
            boolean brain = Math.hypot(i % 100 - 50, i / 100 - 50) < 28;
            image.getRaster().setSample(i % 100, i / 100, 0, scalp ? 240 : brain ? 50 : 0);
        }
        byte[] pixels = decode(write(image), spec(Region.HEAD, Fit.STRETCH, Tone.STANDARD));
        assertThat(level(pixels, 32, 32)).isBetween(50, 56);
    }

    @Test
    void shouldLookForTheHeadInsideAWhiteFrame() throws IOException {
        BufferedImage image = white(200, 200);
        Graphics graphics = image.getGraphics();
        graphics.setColor(Color.BLACK);
        graphics.fillRect(3, 3, 190, 195);
        graphics.setColor(Color.GRAY);
        graphics.fillRect(60, 40, 80, 80);
        byte[] pixels = decode(write(image), spec(Region.HEAD, Fit.STRETCH, Tone.STORED));
        assertThat(level(pixels, 1, 32)).isLessThan(129);
        assertThat(level(pixels, 62, 32)).isLessThan(129);
        assertThat(level(pixels, 8, 8)).isBetween(127, 129);
    }

    @Test
    void shouldLeaveAConstantPictureAsItIs() throws IOException {
        BufferedImage image = new BufferedImage(70, 50, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < 70 * 50; i++) {
            image.getRaster().setSample(i % 70, i / 70, 0, 90);
        }
        byte[] pixels = decode(write(image), spec(Region.HEAD, Fit.STRETCH, Tone.STANDARD));
        assertThat(pixels).containsOnly(90);
    }

    @Test
    void shouldCutOneSquareFromWideAndTallPicturesAlike() throws IOException {
        PixelSpec padded = spec(Region.WHOLE, Fit.PAD, Tone.STORED);
        byte[] wide = decode(write(white(100, 30)), padded);
        byte[] tall = decode(write(white(30, 100)), padded);
        for (int i = 0; i < 64 * 64; i++) {
            assertThat(level(wide, i % 64, i / 64)).isEqualTo(level(tall, i / 64, i % 64));
        }
        assertThat(level(wide, 32, 22)).isEqualTo(255);
        assertThat(level(wide, 32, 21)).isZero();
        assertThat(level(wide, 32, 40)).isEqualTo(255);
        assertThat(level(wide, 32, 41)).isZero();
    }

    @Test
    void shouldNotRememberTheLastPicture() {
        Path first = folder.resolve("first.png");
        Path second = folder.resolve("second.png");
        PixelOptionsReference.write(first, head(3));
        PixelOptionsReference.write(second, head(4));
        PixelSpec spec = spec(Region.HEAD, Fit.PAD, Tone.STANDARD);
        try (ScanDecoder decoder = ScanDecoder.open(spec, PipelineConfig.DEFAULT_MAX_PIXELS);
                NativeBlock row = NativeBlock.allocate("test", spec.imageBytes())) {
            decoder.decode(first, row.address());
            decoder.decode(second, row.address());
            assertThat(bytes(row, spec)).isEqualTo(decode(second, spec));
        }
    }

    @Test
    void shouldKeepItsScratchOffTheJavaHeap() {
        Path file = DrawnScans.write(folder.resolve("big.jpg"), DrawnScans.bytes("jpg", 1200, 900, 1));
        PixelSpec spec = new PixelSpec(224, 224, Resampling.AREA, Region.HEAD, Fit.PAD, Tone.STANDARD);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (ScanDecoder decoder = ScanDecoder.open(spec, 64_000_000);
                NativeBlock row = NativeBlock.allocate("test", spec.imageBytes())) {
            for (int i = 0; i < 5; i++) {
                decoder.decode(file, row.address());
            }
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 10; i++) {
                decoder.decode(file, row.address());
            }
            assertThat((threads.getCurrentThreadAllocatedBytes() - before) / 10).isLessThan(8192);
        }
    }

    @Test
    void shouldLeaveNoNativeBlockBehind() {
        Path file = DrawnScans.write(folder.resolve("big.png"), DrawnScans.bytes("png", 700, 500, 1));
        int before = NativeBlocks.liveBlocks();
        decode(file, spec(Region.HEAD, Fit.PAD, Tone.STANDARD));
        assertThat(NativeBlocks.liveBlocks()).isEqualTo(before);
    }

    static byte[] decode(Path file, PixelSpec spec) {
        try (ScanDecoder decoder = ScanDecoder.open(spec, PipelineConfig.DEFAULT_MAX_PIXELS);
                NativeBlock row = NativeBlock.allocate("test", spec.imageBytes())) {
            assertThat(decoder.decode(file, row.address())).isNull();
            return bytes(row, spec);
        }
    }

    private static byte[] bytes(NativeBlock row, PixelSpec spec) {
        byte[] pixels = new byte[spec.imageBytes()];
        row.buffer().get(0, pixels);
        return pixels;
    }

    private static PixelSpec spec(Region region, Fit fit, Tone tone) {
        return new PixelSpec(64, 64, Resampling.AREA, region, fit, tone);
    }

    private static int level(byte[] pixels, int x, int y) {
        return pixels[(y * 64 + x) * 3] & 0xFF;
    }

    private static BufferedImage white(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        image.getGraphics().fillRect(0, 0, width, height);
        return image;
    }

    private Path write(BufferedImage image) throws IOException {
        Path file = folder.resolve("drawn.png");
        ImageIO.write(image, "png", file.toFile());
        return file;
    }

    /** A coloured oval on a dark ground with a label beside it; sizes and places by the seed. */
    private static int[][][] head(int seed) {
        Random random = new Random(seed);
        int width = 80 + random.nextInt(200);
        int height = 80 + random.nextInt(200);
        double x0 = width * (0.4 + random.nextDouble() * 0.2);
        double y0 = height * (0.4 + random.nextDouble() * 0.2);
        double a = width * (0.2 + random.nextDouble() * 0.15);
        double b = height * (0.2 + random.nextDouble() * 0.15);
        int brightness = 60 + random.nextInt(120);
        int[][][] rgb = new int[height][width][3];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                boolean inside = Math.hypot((x - x0) / a, (y - y0) / b) < 1;
                boolean label = x < 8 && y < 5;
                for (int c = 0; c < 3; c++) {
                    int level = inside ? brightness + random.nextInt(40) + 8 * c : random.nextInt(12);
                    rgb[y][x][c] = label ? 250 : level;
                }
            }
        }
        return rgb;
    }
}
