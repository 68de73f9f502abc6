package dev.sulcus.benchmark;

import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * LoadGen's early-stopping estimate: a time of which one can be 99 % sure that the true percentile does not lie above
 * it, however few queries there were. If a share 1 - p or more of all queries took longer, then seeing at most t of n
 * longer ones would have a probability of at most 1 %; the largest such t is found, and the t-th longest time is the
 * estimate. Stateless.
 */
final class TailEstimate {
    private static final double DOUBT = 0.01;

    private TailEstimate() {}

    /** Milliseconds; NaN when there are too few queries for a t of at least 1 (fewer than 64 at 90, 662 at 99). */
    static double millis(LatencyHistogram histogram, double percentile) {
        long n = histogram.count();
        long longer = longer(n, percentile);
        return longer < 1 ? Double.NaN : histogram.millisAtRank(n - longer + 1);
    }

    /** The largest t as above; 0 or -1 when there is none of at least 1. */
    static long longer(long n, double percentile) {
        if (n < 1 || n > Integer.MAX_VALUE || Double.isNaN(percentile)) {
            return -1;
        }
        var distribution = BinomialDistribution.of((int) n, 1 - percentile / 100);
        int low = -1; // enough is known of it
        int high = (int) n;
        while (high - low > 1) {
            int middle = low + (high - low) / 2;
            if (distribution.cumulativeProbability(middle) <= DOUBT) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
