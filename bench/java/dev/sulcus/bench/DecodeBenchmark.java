package dev.sulcus.bench;

import dev.sulcus.device.NativeBlock;
import dev.sulcus.pipeline.PipelineConfig;
import dev.sulcus.pipeline.PixelSpec;
import dev.sulcus.pipeline.Resampling;
import dev.sulcus.pipeline.ScanDecoder;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What does one scan cost one thread, from a file in the page cache to 224×224 RGB, by resampling mode? */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class DecodeBenchmark {
    private static final int WIDTH = 320;
    private static final int HEIGHT = 360;

    /** The file's format. */
    @Param({"jpg", "png"})
    public String format;

    /** How it becomes 224×224. */
    @Param({"AREA", "NEAREST", "PILLOW_BILINEAR"})
    public Resampling resampling;

    private Path file;
    private ScanDecoder decoder;
    private NativeBlock target;

    /** Draws the picture: a disc with texture, about as busy as a head. */
    @Setup
    public void draw() throws IOException {
        PixelSpec pixels = new PixelSpec(224, 224, resampling);
        file = Files.createTempFile("decode", "." + format);
        ImageIO.write(picture(), format, file.toFile());
        decoder = ScanDecoder.open(pixels, PipelineConfig.DEFAULT_MAX_PIXELS);
        target = NativeBlock.allocate("benchmark", pixels.imageBytes());
    }

    /** Frees what was opened. */
    @TearDown
    public void free() throws IOException {
        decoder.close();
        target.close();
        Files.delete(file);
    }

    /** Null when all is well: the harness consumes it. */
    @Benchmark
    public String decode() {
        return decoder.decode(file, target.address());
    }

    private static BufferedImage picture() {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
        Random random = new Random(7);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                double radius = Math.hypot((x - WIDTH / 2.0) / 140, (y - HEIGHT / 2.0) / 160);
                int grey = radius > 1 ? 8 : (int) (110 + 50 * Math.sin(x / 9.0) * Math.cos(y / 11.0));
                grey += random.nextInt(12);
                image.setRGB(x, y, grey << 16 | grey << 8 | grey);
            }
        }
        return image;
    }
}
