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

/** What does one scan cost one thread, from a file in the page cache to 224×224 RGB, by format and size? */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class DecodeBenchmark {
    /** The file's format. */
    @Param({"jpg", "png", "bmp"})
    public String format;

    /** Rows and columns of the file. */
    @Param({"224", "512", "1080"})
    public int side;

    private Path file;
    private ScanDecoder decoder;
    private NativeBlock target;

    /** Draws the picture. */
    @Setup
    public void draw() throws IOException {
        PixelSpec pixels = new PixelSpec(224, 224, Resampling.AREA);
        file = Drawing.write(side, side, format);
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

    /** Decoded, resized and in RGB; null when all is well. */
    @Benchmark
    public String decode() {
        return decoder.decode(file, target.address());
    }

    /** Rejected: the JDK's decoder, which is not even asked to resize. */
    @Benchmark
    public BufferedImage imageIo() throws IOException {
        return ImageIO.read(file.toFile());
    }
}
