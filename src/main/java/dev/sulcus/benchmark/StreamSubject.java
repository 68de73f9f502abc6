package dev.sulcus.benchmark;

import java.util.function.BooleanSupplier;

/**
 * Single-stream and multi-stream: queries of a fixed number of pictures, each as soon as the last is answered. The time
 * between queries is not part of a latency, as in LoadGen. Used by one thread.
 */
public final class StreamSubject implements Subject {
    private final SystemUnderTest system;
    private final int picturesPerQuery;
    private final LoadClock clock;
    private final Measurement measurement;
    private final StopWish stop;
    private final double warmUpSeconds;
    private final SystemUnderTest.Answered unheard = pictures -> {};
    private long query;

    /**
     * @param picturesPerQuery one of the system's sizes
     * @param warmUpSeconds at most
     * @param stop asked after every query
     */
    public StreamSubject(
            SystemUnderTest system,
            int picturesPerQuery,
            LoadClock clock,
            HeapMeter heap,
            double warmUpSeconds,
            BooleanSupplier stop) {
        this.system = system;
        this.picturesPerQuery = picturesPerQuery;
        this.clock = clock;
        this.warmUpSeconds = warmUpSeconds;
        this.stop = new StopWish(stop);
        measurement = new Measurement(clock, heap);
    }

    @Override
    public WarmUpResult warmUp() {
        return WarmUp.run(clock, warmUpSeconds, this::ask);
    }

    @Override
    public void block(int round, double seconds) {
        long least = (long) (seconds * 1e9);
        measurement.begin();
        do {
            long start = clock.nanos();
            ask();
            measurement.record(clock.nanos() - start, picturesPerQuery);
        } while (measurement.elapsed() < least);
        measurement.end(round);
    }

    @Override
    public Measurement measurement() {
        return measurement;
    }

    private void ask() {
        stop.check();
        system.answer(query * picturesPerQuery, picturesPerQuery, unheard);
        query++;
    }
}
