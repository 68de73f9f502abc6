package dev.sulcus.training;

import dev.sulcus.device.SessionConfig;
import dev.sulcus.model.Augmentation;
import dev.sulcus.model.AugmentationConfig;
import dev.sulcus.model.Cnn;
import dev.sulcus.model.CnnConfig;
import dev.sulcus.pipeline.PixelSpec;
import dev.sulcus.pipeline.Resampling;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TUint8;

/** How long one optimizer step of the notebook's CNN takes, batch in memory, with and without augmentation. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 1, time = 3)
@Measurement(iterations = 1, time = 8)
public class CnnStepBenchmark {
    private static final PixelSpec PIXELS = new PixelSpec(224, 224, Resampling.AREA);
    private static final int BATCH = 32;

    /** Whether pictures are moved about. */
    @Param({"false", "true"})
    public boolean augmented;

    private TrainingGraph graph;
    private TUint8 images;
    private StepFeeds feeds;
    private long step;

    /** Noise for pictures: the arithmetic does not care. */
    @Setup(Level.Trial)
    public void open() {
        AugmentationConfig moves = augmented ? AugmentationConfig.NOTEBOOK : AugmentationConfig.NONE;
        graph = new TrainingGraph(
                new Cnn(CnnConfig.NOTEBOOK, PIXELS), PIXELS, moves, AdamConfig.KERAS, SessionConfig.DEFAULT);
        graph.initialize(1);
        byte[] noise = new byte[BATCH * PIXELS.imageBytes()];
        new Random(1).nextBytes(noise);
        images = TUint8.tensorOf(Shape.of(BATCH, PIXELS.height(), PIXELS.width(), PixelSpec.CHANNELS));
        images.asRawTensor().data().write(noise);
        feeds = new StepFeeds(BATCH);
        var augmentation = new Augmentation(AugmentationConfig.NOTEBOOK, PIXELS);
        for (int row = 0; row < BATCH; row++) {
            feeds.set(row, row % 2, 1);
            augmentation.draw(1, 1, row, feeds.transformValues(), row);
        }
    }

    /** One step. */
    @Benchmark
    public double step() {
        step++;
        graph.step(images, feeds, 1e-4, 1, step);
        return graph.lastLoss();
    }

    /** Frees native memory. */
    @TearDown(Level.Trial)
    public void close() {
        feeds.close();
        images.close();
        graph.close();
    }
}
