package dev.sulcus.benchmark;

import java.util.SplittableRandom;

/** When queries arrive that know nothing of one another: gaps drawn from an exponential distribution. */
final class PoissonArrivals {
    private static final double SECOND = 1e9;

    private final SplittableRandom random;
    private final double meanNanos;
    private double at;

    /**
     * The same seed gives the same arrivals on every machine.
     *
     * @param rate queries per second, above 0
     */
    PoissonArrivals(double rate, long seed) {
        random = new SplittableRandom(seed);
        meanNanos = SECOND / rate;
    }

    /** Nanoseconds from the start to the next arrival. */
    long next() {
        at -= meanNanos * Math.log(1 - random.nextDouble());
        return (long) at;
    }
}
