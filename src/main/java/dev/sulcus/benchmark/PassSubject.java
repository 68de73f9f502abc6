package dev.sulcus.benchmark;

import dev.sulcus.pipeline.Batch;
import dev.sulcus.pipeline.BatchSource;
import dev.sulcus.pipeline.Pass;
import dev.sulcus.pipeline.StageTimes;
import java.util.function.BooleanSupplier;

/**
 * From files to batches that are ready, with nobody who does anything with them: pass after pass over all files. A unit is
 * a whole pass, its time divided by its pictures and multiplied by {@value #UNIT}, for single batches come in bursts. Used
 * by one thread.
 */
public final class PassSubject implements Subject {
    /** Pictures in a unit. */
    public static final int UNIT = 100;

    private final BatchSource source;
    private final int[] order;
    private final LoadClock clock;
    private final Measurement measurement;
    private final LatencyHistogram waits = new LatencyHistogram();
    private final StopWish stop;
    private final double warmUpSeconds;
    private StageTimes before;
    private StageTimes stages;
    private long unreadable;

    /**
     * @param source borrowed; without a cache, or only the first pass would read files
     * @param order which samples a pass takes; owned by this
     */
    public PassSubject(
            BatchSource source,
            int[] order,
            LoadClock clock,
            HeapMeter heap,
            double warmUpSeconds,
            BooleanSupplier stop) {
        this.source = source;
        this.order = order;
        this.clock = clock;
        this.warmUpSeconds = warmUpSeconds;
        this.stop = new StopWish(stop);
        measurement = new Measurement(clock, heap);
    }

    @Override
    public WarmUpResult warmUp() {
        WarmUpResult result = WarmUp.run(clock, warmUpSeconds, this::pass);
        before = source.times();
        waits.reset();
        return result;
    }

    @Override
    public void block(int round, double seconds) {
        long least = (long) (seconds * 1e9);
        measurement.begin();
        do {
            long start = clock.nanos();
            pass();
            double own = clock.nanos() - start;
            measurement.record((long) (own * UNIT / order.length), order.length);
        } while (measurement.elapsed() < least);
        measurement.end(round);
        stages = source.times().since(before);
    }

    @Override
    public Measurement measurement() {
        return measurement;
    }

    /** Where the time of the measured passes went; null before the first block's end. */
    public StageTimes stages() {
        return stages;
    }

    /** How long the consumer waited for each batch of the measured passes. */
    public LatencyHistogram batchWaits() {
        return waits;
    }

    /** How many of the files could not be read, in the last pass. */
    public long unreadable() {
        return unreadable;
    }

    private void pass() {
        long found = 0;
        try (Pass pass = source.start(order)) {
            while (true) {
                stop.check();
                long start = clock.nanos();
                Batch next = pass.next();
                if (next == null) {
                    unreadable = found;
                    return;
                }
                waits.record(clock.nanos() - start);
                try (Batch batch = next) {
                    found += unreadable(batch);
                }
            }
        }
    }

    private static long unreadable(Batch batch) {
        long found = 0;
        for (int row = 0; row < batch.size(); row++) {
            found += batch.failure(row) == null ? 0 : 1;
        }
        return found;
    }
}
