package dev.sulcus.benchmark;

import dev.sulcus.fault.Fault;

/**
 * How long a load lasts. It goes on until both minima are reached; when the maximum comes first, it was too short, and
 * what it gave is no result.
 *
 * @param minSeconds 0 or more
 * @param minQueries of a scenario other than offline, pictures for offline; 1 or more
 * @param maxSeconds of measuring, more than 0
 */
public record LoadConfig(double minSeconds, long minQueries, double maxSeconds) {
    /** Checks the ranges. */
    public LoadConfig {
        if (!(minSeconds >= 0 && Double.isFinite(minSeconds))) {
            throw Fault.usage("--min-seconds is " + minSeconds + " seconds; it must be 0 or more");
        }
        if (minQueries < 1) {
            throw Fault.usage("--min-queries is " + minQueries + "; it must be 1 or more");
        }
        if (!(maxSeconds > 0)) {
            throw Fault.usage("--max-seconds is " + maxSeconds + " seconds; it must be above 0");
        }
    }

    /** Whether so much is enough. */
    boolean met(long queries, double seconds) {
        return queries >= minQueries && seconds >= minSeconds;
    }

    /** Why so much is not a result; null when it is. */
    public String tooShort(long queries, double seconds, String what) {
        if (met(queries, seconds)) {
            return null;
        }
        return String.format(
                java.util.Locale.ROOT,
                "too short: %,d %s in %.1f s, where %,d and %.1f s are the least",
                queries,
                what,
                seconds,
                minQueries,
                minSeconds);
    }
}
