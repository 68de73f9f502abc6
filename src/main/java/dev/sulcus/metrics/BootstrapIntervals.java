package dev.sulcus.metrics;

/**
 * Percentile-bootstrap 95 % intervals from seeded resampling with replacement.
 *
 * @param resamples how many resamples were drawn
 * @param seed what they were drawn from
 */
public record BootstrapIntervals(
        Interval accuracy, Interval sensitivity, Interval specificity, Interval rocAuc, int resamples, long seed) {}
