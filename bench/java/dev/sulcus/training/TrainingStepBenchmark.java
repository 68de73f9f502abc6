package dev.sulcus.training;

import dev.sulcus.device.Precision;
import dev.sulcus.model.AugmentationConfig;
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

/** How long does one optimizer step of each network take at batch 32, the batch in memory, by precision? */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 1, time = 3000, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 1, time = 8000, timeUnit = TimeUnit.MILLISECONDS)
public class TrainingStepBenchmark {
    /** Which network; the head stage computes the features of a frozen base, then trains the head. */
    @Param({"cnn", "efficientnet-b0", "efficientnet-b0-head"})
    public String model;

    /** Of the products. */
    @Param({"FLOAT32", "BFLOAT16"})
    public Precision precision;

    private StepWork work;

    /** Builds the graph. */
    @Setup
    public void open() {
        var session = StepWork.productSession().with(precision);
        work = model.endsWith("-head")
                ? StepWork.head(StepWork.network(model), session, 32)
                : StepWork.all(StepWork.network(model), AugmentationConfig.NONE, session, 32);
    }

    /** One step; the loss before it. */
    @Benchmark
    public double step() {
        return work.step();
    }

    /** Frees native memory. */
    @TearDown
    public void close() {
        work.close();
    }
}
