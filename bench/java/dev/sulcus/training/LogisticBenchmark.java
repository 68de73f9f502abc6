package dev.sulcus.training;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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

/** How long does one evaluation of logistic regression's value and gradient take, 224×224 pixels a row? */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1000, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 1000, timeUnit = TimeUnit.MILLISECONDS)
public class LogisticBenchmark {
    /** Samples. */
    @Param({"64", "256"})
    public int rows;

    private TUint8 matrix;
    private LogisticObjective objective;
    private double[] point;
    private double[] gradient;

    /** Noise, with as many of each label. */
    @Setup
    public void open() {
        matrix = StepWork.noise(rows);
        int[] labels = IntStream.range(0, rows).map(i -> i % 2).toArray();
        double[] weights = new double[rows];
        Arrays.fill(weights, 1);
        objective = new LogisticObjective(matrix, labels, weights, 1, StepWork.productSession());
        point = new double[objective.features() + 1];
        gradient = new double[point.length];
    }

    /** Frees native memory. */
    @TearDown
    public void close() {
        objective.close();
        matrix.close();
    }

    /** Value and gradient. */
    @Benchmark
    public double evaluate() {
        return objective.at(point, gradient);
    }
}
