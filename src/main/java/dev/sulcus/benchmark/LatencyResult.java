package dev.sulcus.benchmark;

/**
 * How long one unit of work took, in milliseconds; NaN when nothing was measured. Resolution: three significant digits.
 *
 * @param count how many were measured
 * @param mean of all
 * @param min the shortest
 * @param p50 the median
 * @param p90 90 % took no longer
 * @param p95 95 % took no longer
 * @param p99 99 % took no longer
 * @param p999 99.9 % took no longer
 * @param max the longest
 */
public record LatencyResult(
        long count, double mean, double min, double p50, double p90, double p95, double p99, double p999, double max) {}
