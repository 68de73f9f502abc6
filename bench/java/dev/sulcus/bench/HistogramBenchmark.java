package dev.sulcus.bench;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;
import org.HdrHistogram.SingleWriterRecorder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What does it cost to record one latency? A sum, which can't tell percentiles, is the floor. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class HistogramBenchmark {
    private static final long MOST = 60_000_000_000L;

    private final Histogram histogram = new Histogram(MOST, 3);
    private final Histogram concurrent = new ConcurrentHistogram(MOST, 3);
    private final Recorder recorder = new Recorder(MOST, 3);
    private final SingleWriterRecorder singleWriter = new SingleWriterRecorder(MOST, 3);
    private final LongAdder sum = new LongAdder();
    private long state = 1;

    /** One thread writes, nobody reads meanwhile. */
    @Benchmark
    public void histogram() {
        histogram.recordValue(next());
    }

    /** Several threads may write. */
    @Benchmark
    public void concurrentHistogram() {
        concurrent.recordValue(next());
    }

    /** Several threads write while one reads. */
    @Benchmark
    public void recorder() {
        recorder.recordValue(next());
    }

    /** One thread writes while one reads. */
    @Benchmark
    public void singleWriterRecorder() {
        singleWriter.recordValue(next());
    }

    /** The floor. */
    @Benchmark
    public void longAdder() {
        sum.add(next());
    }

    /** Between 1 and 67 ms, never the same twice in a row. */
    private long next() {
        state = state * 6364136223846793005L + 1442695040888963407L;
        return 1_000_000 + (state >>> 38);
    }
}
