package dev.sulcus.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does it cost to hand one row from the workers to the consumer, in batches of 32, when decoding costs nothing? The
 * ring against a task for each row on an executor.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class HandOverBenchmark {
    private static final int BATCH = 32;
    private static final int ROWS = BATCH * 64;

    /** Decoding threads. */
    @Param({"1", "2"})
    public int workers;

    private int[] order;
    private BatchSource source;
    private ExecutorService executor;

    /** Opens both ways. */
    @Setup
    public void open() {
        order = IntStream.range(0, ROWS).toArray();
        var config = new PipelineConfig(
                new PixelSpec(16, 16, Resampling.AREA), BATCH, 4, workers, 0, PipelineConfig.DEFAULT_MAX_PIXELS);
        source = BatchSource.open(config, ROWS, new StageClock(), Idle::new);
        executor = Executors.newFixedThreadPool(workers);
    }

    /** Ends the threads. */
    @TearDown
    public void close() {
        source.close();
        executor.shutdownNow();
    }

    /** One pass; the cost is that of one row. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public int ring() {
        int rows = 0;
        try (Pass pass = source.start(order)) {
            for (Batch next = pass.next(); next != null; next = pass.next()) {
                try (Batch batch = next) {
                    rows += batch.size();
                }
            }
        }
        return rows;
    }

    /** Rejected: one task a row; two batches are under way, as few as keep the workers busy. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public int taskForEachRow() throws Exception {
        int rows = 0;
        List<Future<Integer>> ahead = submit(0);
        for (int batch = 0; batch < ROWS / BATCH; batch++) {
            List<Future<Integer>> ready = ahead;
            ahead = batch + 1 < ROWS / BATCH ? submit(batch + 1) : List.of();
            for (Future<Integer> row : ready) {
                rows += row.get();
            }
        }
        return rows;
    }

    private List<Future<Integer>> submit(int batch) {
        var futures = new ArrayList<Future<Integer>>(BATCH);
        for (int row = 0; row < BATCH; row++) {
            futures.add(executor.submit(() -> 1));
        }
        return futures;
    }

    /** Fills nothing. */
    private static final class Idle implements RowFiller {
        @Override
        public String fill(int sample, long address) {
            return null;
        }

        @Override
        public void close() {}
    }
}
