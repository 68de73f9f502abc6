package dev.sulcus.pipeline;

import dev.sulcus.bench.Drawing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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

/**
 * How long does a folder of files take to become batches of 224×224 RGB, decoded anew each time? Say which:
 * {@code -p folder=DIR}; without, 64 drawn pictures of four sizes.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class FolderDecodeBenchmark {
    private static final int BATCH = 32;
    private static final int SLOTS = 4;

    /** Where the files are; empty: drawn ones. */
    @Param("")
    public String folder;

    /** How they become 224×224. */
    @Param({"AREA", "LINEAR"})
    public Resampling resampling;

    /** In which size JPEGs are decoded. */
    @Param({"FULL", "REDUCED"})
    public Decoding decoding;

    /** Decoding threads. */
    @Param("2")
    public int workers;

    private BatchSource source;
    private int[] order;
    private final List<Path> drawn = new ArrayList<>();

    /** Finds the files. */
    @Setup
    public void open() throws IOException {
        List<Path> files = folder.isEmpty() ? draw() : files(Path.of(folder));
        PixelSpec pixels = new PixelSpec(224, 224, resampling, Region.WHOLE, Fit.STRETCH, Tone.STORED, decoding);
        var config = new PipelineConfig(pixels, BATCH, SLOTS, workers, 0, PipelineConfig.DEFAULT_MAX_PIXELS);
        source = BatchSource.open(config, files);
        order = IntStream.range(0, files.size()).toArray();
    }

    /** Frees what was opened. */
    @TearDown
    public void close() throws IOException {
        source.close();
        for (Path file : drawn) {
            Files.delete(file);
        }
    }

    /** One pass; the images in it. */
    @Benchmark
    public int decode() {
        int images = 0;
        try (Pass pass = source.start(order)) {
            for (Batch batch = pass.next(); batch != null; batch = pass.next()) {
                images += batch.size();
                batch.close();
            }
        }
        return images;
    }

    private List<Path> draw() throws IOException {
        for (int i = 0; i < 64; i++) {
            int side = 200 + 150 * (i % 4);
            drawn.add(Drawing.write(side, side + 20, "jpg"));
        }
        return drawn;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> file.toString().toLowerCase(Locale.ROOT).matches(".*\\.(jpe?g|png)"))
                    .sorted()
                    .toList();
        }
    }
}
