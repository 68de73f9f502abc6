package dev.sulcus.pipeline;

import dev.sulcus.bench.Drawing;
import dev.sulcus.device.NativeBlock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What does it save to decode straight into TensorFlow's tensor? One scan of 320×320, one thread. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class StraightDecodeBenchmark {
    private static final PixelSpec PIXELS = new PixelSpec(224, 224, Resampling.AREA);

    private final byte[] array = new byte[PIXELS.imageBytes()];
    private Path file;
    private ScanDecoder decoder;
    private ImageTensor tensor;
    private NativeBlock block;

    /** Draws the picture. */
    @Setup
    public void open() throws IOException {
        file = Drawing.write(320, 320, "jpg");
        decoder = ScanDecoder.open(PIXELS, PipelineConfig.DEFAULT_MAX_PIXELS);
        tensor = ImageTensor.allocate(PIXELS, 1);
        block = NativeBlock.allocate("benchmark", PIXELS.imageBytes());
    }

    /** Frees what was opened. */
    @TearDown
    public void free() throws IOException {
        block.close();
        tensor.close();
        decoder.close();
        Files.delete(file);
    }

    /** As the pipeline does it; null when all is well. */
    @Benchmark
    public String straight() {
        return decoder.decode(file, tensor.rowAddress(0));
    }

    /** Rejected: through an array on the Java heap, as most examples of TensorFlow Java do it. */
    @Benchmark
    public String throughArray() {
        String failure = decoder.decode(file, block.address());
        block.buffer().get(0, array);
        tensor.tensor().asRawTensor().data().write(array);
        return failure;
    }

    /** The copies of the way through an array, alone. */
    @Benchmark
    public void copiesAlone() {
        block.buffer().get(0, array);
        tensor.tensor().asRawTensor().data().write(array);
    }
}
