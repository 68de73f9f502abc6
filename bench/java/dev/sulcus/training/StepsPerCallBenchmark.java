package dev.sulcus.training;

import dev.sulcus.model.AugmentationConfig;
import dev.sulcus.model.CnnConfig;
import dev.sulcus.pipeline.PixelSpec;
import dev.sulcus.pipeline.Resampling;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
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
 * What does a session call cost beside the steps in it? A network so small that little else is left; pictures fed, or in
 * the device's memory with 1 to 8 steps in a call. Divide by the steps to compare.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2000, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 2000, timeUnit = TimeUnit.MILLISECONDS)
public class StepsPerCallBenchmark {
    private static final PixelSpec PIXELS = new PixelSpec(16, 16, Resampling.AREA);
    private static final int BATCH = 8;

    /** Steps in a call; 0: one, with pictures that are fed. */
    @Param({"0", "1", "2", "4", "8"})
    public int stepsPerCall;

    private StepProbe probe;

    /** Builds the graph. */
    @Setup
    public void open() {
        var network = new CnnConfig(List.of(4, 4), 8, 0.5);
        byte[] noise = new byte[64 * PIXELS.imageBytes()];
        new Random(1).nextBytes(noise);
        AugmentationConfig augmentation = AugmentationConfig.NOTEBOOK;
        if (stepsPerCall == 0) {
            probe = new StepProbe(
                    network, PIXELS, Unfreeze.ALL, augmentation, AdamConfig.KERAS, StepWork.productSession());
            probe.choose(BATCH, noise);
        } else {
            probe = StepProbe.resident(
                    network,
                    PIXELS,
                    Unfreeze.ALL,
                    augmentation,
                    AdamConfig.KERAS,
                    StepWork.productSession(),
                    noise,
                    stepsPerCall);
            probe.choose(BATCH);
        }
    }

    /** One session call; the sum of its losses. */
    @Benchmark
    public double call() {
        return probe.step();
    }

    /** Frees native memory. */
    @TearDown
    public void close() {
        probe.close();
    }
}
