package dev.sulcus.benchmark;

import java.util.function.BooleanSupplier;

/**
 * Offline: one query with many pictures, answered in batches as the system likes. Each block is such a query, long enough
 * for the block; its samples are the times between the ends of its batches. Used by one thread.
 */
public final class OfflineSubject implements Subject {
    private static final double SECOND = 1e9;

    private final SystemUnderTest system;
    private final int batch;
    private final LoadClock clock;
    private final Measurement measurement;
    private final StopWish stop;
    private final double warmUpSeconds;
    private final SystemUnderTest.Answered recording = this::record;
    private final SystemUnderTest.Answered checking = pictures -> checkStop();
    private double nanosPerBatch = Double.NaN;
    private long last;
    private long first;

    /** @param batch pictures in each of its batches: the system's largest */
    public OfflineSubject(
            SystemUnderTest system,
            int batch,
            LoadClock clock,
            HeapMeter heap,
            double warmUpSeconds,
            BooleanSupplier stop) {
        this.system = system;
        this.batch = batch;
        this.clock = clock;
        this.warmUpSeconds = warmUpSeconds;
        this.stop = new StopWish(stop);
        measurement = new Measurement(clock, heap);
    }

    @Override
    public WarmUpResult warmUp() {
        return WarmUp.run(clock, warmUpSeconds, () -> {
            long start = clock.nanos();
            ask(batch, checking);
            nanosPerBatch = clock.nanos() - start;
        });
    }

    @Override
    public void block(int round, double seconds) {
        int batches = batches(seconds);
        measurement.begin();
        last = clock.nanos();
        ask(Math.multiplyExact(batches, batch), recording);
        measurement.end(round);
        nanosPerBatch = measurement.seconds() * SECOND / measurement.units();
    }

    @Override
    public Measurement measurement() {
        return measurement;
    }

    /** A tenth more than it seems to need, as LoadGen does. */
    private int batches(double seconds) {
        double wanted = Double.isNaN(nanosPerBatch) ? 1 : 1.1 * seconds * SECOND / nanosPerBatch;
        return (int) Math.max(1, Math.min(Math.ceil(wanted), (double) Integer.MAX_VALUE / batch));
    }

    private void ask(int pictures, SystemUnderTest.Answered heard) {
        system.answer(first, pictures, heard);
        first += pictures;
    }

    private void record(int pictures) {
        long now = clock.nanos();
        measurement.record(now - last, pictures);
        last = now;
        checkStop();
    }

    private void checkStop() {
        stop.check();
    }
}
