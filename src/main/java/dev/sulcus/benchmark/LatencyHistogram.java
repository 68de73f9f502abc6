package dev.sulcus.benchmark;

import dev.sulcus.artefact.AtomicFile;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.HdrHistogram.Histogram;

/**
 * Times from a microsecond to an hour, kept to three significant digits (HdrHistogram), allocated as a whole
 * beforehand: recording allocates nothing. Not thread-safe.
 */
public final class LatencyHistogram {
    private static final long LEAST_NANOS = 1_000;
    private static final long MOST_NANOS = 3_600_000_000_000L;
    private static final int DIGITS = 3;
    private static final int TICKS = 5;
    private static final double MILLI = 1e6;

    /** One, but for rounding. */
    private static final double LEAST_BEYOND = 0.999;

    private final Histogram histogram = new Histogram(LEAST_NANOS, MOST_NANOS, DIGITS);

    /** Records one time; what lies outside the range counts as its nearer end. */
    public void record(long nanos) {
        histogram.recordValue(Math.max(0, Math.min(nanos, MOST_NANOS)));
    }

    /** Records all times of {@code other} too. */
    void add(LatencyHistogram other) {
        histogram.add(other.histogram);
    }

    /** How many times were recorded. */
    public long count() {
        return histogram.getTotalCount();
    }

    /** Forgets everything. */
    public void reset() {
        histogram.reset();
    }

    /** The time in milliseconds that {@code percentile} per cent of all stay within; NaN when there are none. */
    public double millis(double percentile) {
        return count() == 0 ? Double.NaN : histogram.getValueAtPercentile(percentile) / MILLI;
    }

    /** The {@code rank}-th smallest time in milliseconds, from 1. */
    double millisAtRank(long rank) {
        // Half a step lower, so that rounding can't reach the next rank.
        return millis(100.0 * (rank - 0.5) / count());
    }

    /** NaN where not one time lies beyond the percentile: it would only repeat the maximum. */
    private double carried(double percentile) {
        return count() * (100 - percentile) / 100 >= LEAST_BEYOND ? millis(percentile) : Double.NaN;
    }

    /** The percentiles that tables show; NaN where there are too few times for one. */
    public LatencyResult result() {
        boolean none = count() == 0;
        return new LatencyResult(
                count(),
                none ? Double.NaN : histogram.getMean() / MILLI,
                none ? Double.NaN : histogram.getMinValue() / MILLI,
                millis(50),
                carried(90),
                carried(95),
                carried(99),
                carried(99.9),
                none ? Double.NaN : histogram.getMaxValue() / MILLI);
    }

    /**
     * Writes the percentile distribution as HdrHistogram's tools plot it, in milliseconds.
     *
     * @throws dev.sulcus.fault.Fault of kind data when it can't be written
     */
    public void write(Path target) {
        AtomicFile.write(target, out -> {
            var text = new PrintStream(out, false, StandardCharsets.UTF_8);
            histogram.outputPercentileDistribution(text, TICKS, MILLI);
            text.flush();
        });
    }

    /** Points of the distribution for a plot: percentile and milliseconds, from the median on, finer towards the end. */
    public double[][] tail() {
        if (count() == 0) {
            return new double[0][];
        }
        var points = new java.util.ArrayList<double[]>();
        // As far as one time lies beyond.
        for (double beyond = 0.5; beyond * count() >= LEAST_BEYOND; beyond /= Math.sqrt(Math.sqrt(10))) {
            points.add(new double[] {100 * (1 - beyond), millis(100 * (1 - beyond))});
        }
        return points.toArray(double[][]::new);
    }
}
