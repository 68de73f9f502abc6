package dev.sulcus.benchmark;

import dev.sulcus.fault.Fault;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The four loads of MLPerf's LoadGen (Reddi et al., ISCA 2020), with the rules of its current configuration: 600 seconds
 * at least; the 90th percentile of single-stream and the 99th of multi-stream and server; 8 pictures a query in
 * multi-stream; 24,576 pictures offline; and as many queries as its early-stopping rule needs to say anything about the
 * percentile with 99 % confidence, 64 and 662. Until its version 1.0 LoadGen asked for 60 seconds and 1,024 queries
 * (single-stream), 270,336 (multi-stream and server) instead.
 */
public enum Scenario {
    /** One picture a query, the next when the last is answered. */
    SINGLE_STREAM(90, 1, 64, 64),
    /** Eight pictures a query, the next when the last is answered. */
    MULTI_STREAM(99, 8, 662, 100),
    /** One picture a query, arriving at random at a given rate, whether or not the last is answered. */
    SERVER(99, 1, 662, 200),
    /** All pictures at once. */
    OFFLINE(Double.NaN, 0, 24_576, 512);

    /** LoadGen's least duration. */
    public static final double LEAST_SECONDS = 600;
    /** A three-hundredth, for a quick look. */
    public static final double QUICK_SECONDS = 2;

    private final double percentile;
    private final int picturesPerQuery;
    private final long leastQueries;
    private final long quickQueries;

    Scenario(double percentile, int picturesPerQuery, long leastQueries, long quickQueries) {
        this.percentile = percentile;
        this.picturesPerQuery = picturesPerQuery;
        this.leastQueries = leastQueries;
        this.quickQueries = quickQueries;
    }

    /** The percentile of latency that is its result; NaN for offline, whose result is throughput. */
    public double percentile() {
        return percentile;
    }

    /** Pictures in one query; 0 for offline, whose one query holds all. */
    public int picturesPerQuery() {
        return picturesPerQuery;
    }

    /** LoadGen's least number of queries (pictures, for offline), or that of a quick look. */
    public long leastQueries(boolean quick) {
        return quick ? quickQueries : leastQueries;
    }

    /** As one types it: {@code single-stream}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The one that {@code word} names.
     *
     * @throws Fault of kind usage when there is none
     */
    public static Scenario named(String word) {
        return Arrays.stream(values())
                .filter(scenario -> scenario.word().equals(word))
                .findFirst()
                .orElseThrow(() -> Fault.usage("--scenario is '" + word + "'; it must be among "
                        + Arrays.stream(values()).map(Scenario::word).collect(Collectors.joining(", "))));
    }
}
