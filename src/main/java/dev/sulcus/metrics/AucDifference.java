package dev.sulcus.metrics;

/**
 * Two areas under the ROC curve on the same scans, compared by {@link DeLong}.
 *
 * @param first area of the first model
 * @param second area of the second model
 * @param difference first - second
 * @param variance of the difference
 * @param interval 95 %, normal; undefined where the variance is 0
 * @param z difference in standard errors
 * @param p two-sided, that a difference at least this large comes by chance; 1 when the two rank all scans alike
 */
public record AucDifference(
        double first, double second, double difference, double variance, Interval interval, double z, double p) {}
