package dev.sulcus.benchmark;

/**
 * Finds the highest rate of arrivals at which a percentile of latency keeps a bound: doubles or halves from a guess until
 * the answer changes, then halves the gap on a logarithmic scale. Each try is a load of its own with arrivals of its own,
 * and ends as soon as it has failed.
 * Stateless between searches.
 */
public final class ServerSearch {
    private static final int MOST_STEPS = 12;
    /** At one arrival in so many bounds hardly a query meets another: what fails there fails at any rate. */
    private static final double SPARSE = 5;

    private final ServerLoad server;
    private final double percentile;
    private final double boundMillis;
    private final LoadConfig tries;
    private final double precision;

    /**
     * @param boundMillis what the percentile must not exceed
     * @param tries how long each try lasts
     * @param precision share by which the highest rate that held and the lowest that did not may differ in the end
     */
    public ServerSearch(ServerLoad server, double percentile, double boundMillis, LoadConfig tries, double precision) {
        this.server = server;
        this.percentile = percentile;
        this.boundMillis = boundMillis;
        this.tries = tries;
        this.precision = precision;
    }

    /**
     * The highest rate that held.
     *
     * @param guess queries per second to begin with, above 0
     * @param seed of the arrivals
     * @return 0 when none did
     */
    public double highest(double guess, long seed) {
        double held = 0;
        double failed = Double.POSITIVE_INFINITY;
        double least = 1000 / (SPARSE * boundMillis);
        double rate = Math.max(guess, least);
        for (int step = 0; step < MOST_STEPS && failed > held * (1 + precision) && failed > least; step++) {
            if (holds(rate, seed + step)) {
                held = rate;
            } else {
                failed = rate;
            }
            rate = Math.max(least, next(held, failed));
        }
        return held;
    }

    /** Whether the bound is kept at {@code rate}. */
    private boolean holds(double rate, long seed) {
        ServerLoad.Bound bound = ServerLoad.Bound.of(percentile, boundMillis, rate, tries);
        ServerLoad.Outcome outcome = server.run(rate, seed, tries, bound);
        return outcome.completed() && keeps(server.histogram(), percentile, boundMillis);
    }

    /**
     * Whether a percentile keeps a bound: surely, as LoadGen's early stopping asks of a server ({@link TailEstimate}), or, of
     * too few queries for that, as far as they tell.
     */
    static boolean keeps(LatencyHistogram latencies, double percentile, double boundMillis) {
        double sure = TailEstimate.millis(latencies, percentile);
        return (Double.isNaN(sure) ? latencies.millis(percentile) : sure) <= boundMillis;
    }

    private static double next(double held, double failed) {
        if (held == 0) {
            return failed / 2;
        }
        return Double.isInfinite(failed) ? held * 2 : Math.sqrt(held * failed);
    }
}
