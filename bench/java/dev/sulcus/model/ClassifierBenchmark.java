package dev.sulcus.model;

import dev.sulcus.bench.TemporaryModel;
import dev.sulcus.device.Precision;
import dev.sulcus.device.ScoringEngine;
import dev.sulcus.training.StepWork;
import java.io.IOException;
import java.util.List;
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
import org.tensorflow.types.TUint8;

/** How long does a saved model take for a batch in memory, by its size, precision and engine? */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 1, time = 1000, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 2, time = 1000, timeUnit = TimeUnit.MILLISECONDS)
public class ClassifierBenchmark {
    /** Which network, with drawn weights. */
    @Param({"cnn", "efficientnet-b0"})
    public String model;

    /** Pictures at once. */
    @Param({"1", "8", "32"})
    public int batch;

    /** Of the products. */
    @Param({"FLOAT32", "BFLOAT16"})
    public Precision precision;

    /** What computes. */
    @Param({"TENSORFLOW", "FUSED"})
    public ScoringEngine engine;

    private TemporaryModel saved;
    private Classifier classifier;
    private TUint8 images;
    private float[] out;

    /** Saves the model and opens it as the product does. */
    @Setup
    public void open() throws IOException {
        saved = TemporaryModel.write(StepWork.network(model));
        classifier = Classifier.open(
                List.of(saved.bundle()), Views.PLAIN, StepWork.productSession().with(precision), engine);
        images = StepWork.noise(batch);
        out = new float[batch];
    }

    /** Frees what was opened. */
    @TearDown
    public void close() throws IOException {
        images.close();
        classifier.close();
        saved.close();
    }

    /** One batch. */
    @Benchmark
    public float[] score() {
        classifier.score(images, out, 0);
        return out;
    }
}
