package dev.sulcus.benchmark;

import java.util.function.BooleanSupplier;

/**
 * Queries of one picture that arrive at random, whether or not the system is ready. What has arrived while it was busy is
 * taken together into the largest batch that it can answer. A latency runs from the moment at which the query was meant to
 * arrive, so that a stall counts for every query that it held up, not only for the one it hit (coordinated omission).
 *
 * <p>Arrivals are moments, not threads: nothing competes with the system for a core. Used by one thread.
 */
public final class ServerLoad {
    private static final double SECOND = 1e9;

    private final SystemUnderTest system;
    private final LoadClock clock;
    private final LatencyHistogram histogram = new LatencyHistogram();
    private final int[] sizes;
    private final long[] waiting;
    private final StopWish stop;
    private final SystemUnderTest.Answered unheard = pictures -> {};
    private PoissonArrivals arrivals;
    private int waits;
    private long next;
    private long issued;
    private long answered;

    /** @param stop asked after every batch */
    public ServerLoad(SystemUnderTest system, LoadClock clock, BooleanSupplier stop) {
        this.system = system;
        this.clock = clock;
        this.stop = new StopWish(stop);
        sizes = system.sizes();
        waiting = new long[sizes[sizes.length - 1]];
    }

    /**
     * What a load may not exceed.
     *
     * @param millis a latency
     * @param mostLate so many queries may take longer
     */
    public record Bound(double millis, long mostLate) {
        /** Nothing is given up. */
        public static final Bound NONE = new Bound(Double.POSITIVE_INFINITY, Long.MAX_VALUE);

        /**
         * Of a percentile: as soon as it can't be kept any more, whatever the rest of the load does. A tenth more queries
         * than expected may arrive.
         */
        static Bound of(double percentile, double millis, double rate, LoadConfig load) {
            double queries = 1.1 * Math.max(load.minQueries(), rate * load.minSeconds());
            return new Bound(millis, (long) Math.ceil(queries * (100 - percentile) / 100));
        }
    }

    /**
     * What one load came to.
     *
     * @param queries that were answered
     * @param seconds from the start to the last answer
     * @param completed false when it was given up before its minima
     */
    public record Outcome(long queries, double seconds, boolean completed) {}

    /**
     * Puts a load on the system and keeps every latency in {@link #histogram()}, which is emptied before.
     *
     * @param rate queries per second, above 0
     * @param seed of the arrivals
     * @param load how long
     * @param bound given up when more queries than it allows have taken longer
     */
    public Outcome run(double rate, long seed, LoadConfig load, Bound bound) {
        histogram.reset();
        long late = 0;
        long boundNanos = (long) Math.min(bound.millis() * 1e6, Long.MAX_VALUE);
        arrivals = new PoissonArrivals(rate, seed);
        waits = 0;
        issued = 0;
        answered = 0;
        long start = clock.nanos();
        next = arrivals.next();
        while (true) {
            long now = clock.nanos() - start;
            arrive(now, load);
            if (waits == 0) {
                if (done(load)) {
                    return new Outcome(answered, now / SECOND, true);
                }
                clock.sleepUntil(start + next);
                continue;
            }
            if (now / SECOND > load.maxSeconds() || late > bound.mostLate()) {
                return new Outcome(answered, now / SECOND, false);
            }
            late += serve(start, boundNanos);
        }
    }

    /** The latencies of the last run. */
    public LatencyHistogram histogram() {
        return histogram;
    }

    /** No query arrives any more once the minima are reached. */
    private boolean done(LoadConfig load) {
        return load.met(issued, next / SECOND);
    }

    private void arrive(long now, LoadConfig load) {
        while (waits < waiting.length && next <= now && !done(load)) {
            waiting[waits++] = next;
            issued++;
            next = arrivals.next();
        }
    }

    /** One batch; says how many of it took longer than the bound. */
    private int serve(long start, long boundNanos) {
        stop.check();
        int count = fitting(waits);
        system.answer(answered, count, unheard);
        long end = clock.nanos() - start;
        int late = 0;
        for (int i = 0; i < count; i++) {
            histogram.record(end - waiting[i]);
            late += end - waiting[i] > boundNanos ? 1 : 0;
        }
        answered += count;
        waits -= count;
        System.arraycopy(waiting, count, waiting, 0, waits);
        return late;
    }

    /** The largest batch that is full. */
    private int fitting(int available) {
        int size = sizes[0];
        for (int candidate : sizes) {
            if (candidate <= available) {
                size = candidate;
            }
        }
        return Math.min(size, available);
    }
}
