package dev.sulcus.benchmark;

import dev.sulcus.metrics.Interval;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * How many times faster one setting is than another, and how sure that is. The ratio is that of the medians over blocks
 * of the blocks' medians. Its interval is a two-stage bootstrap: blocks are drawn with replacement, and within each the
 * times; the quantiles are widened as Hesterberg (2015) does for few blocks, by t instead of the normal distribution and
 * by √(n/(n-1)). Blocks of one run are drawn together by round, for they were measured by turns; those of two runs
 * apart. Stateless.
 *
 * @param ratio time of the reference divided by own time: above 1 is faster
 * @param interval 95 %; undefined with fewer than {@value #FEWEST} blocks
 * @param blocks how many of the setting with fewer
 */
public record RatioEstimate(double ratio, Interval interval, int blocks) {
    /**
     * With fewer blocks no quantile is wide enough, for none leaves the most extreme resample behind: of two equal settings
     * that took turns, three blocks would call one faster in a quarter of all runs.
     */
    public static final int FEWEST = 6;

    private static final int RESAMPLES = 2000;
    private static final long SEED = 20_261_123;
    private static final double TAIL = 0.025;

    /** What can be said of a difference. */
    public enum Finding {
        /** The interval lies above 1. */
        FASTER,
        /** The interval lies below 1. */
        SLOWER,
        /** The interval holds 1. */
        NO_DIFFERENCE_SHOWN,
        /** Too few blocks for an interval. */
        TOO_FEW_REPEATS
    }

    /**
     * Of two settings that did the same work.
     *
     * @param together whether both were measured by turns in one run
     */
    public static RatioEstimate of(List<Block> reference, List<Block> own, boolean together) {
        double[][] ours = samples(own);
        double[][] theirs = samples(reference);
        int fewer = Math.min(ours.length, theirs.length);
        double ratio = median(theirs) / median(ours);
        Interval interval = fewer < FEWEST
                ? Interval.UNDEFINED
                : interval(theirs, ours, together && ours.length == theirs.length, fewer);
        return new RatioEstimate(ratio, interval, fewer);
    }

    /** What the interval says. */
    public Finding finding() {
        if (Double.isNaN(interval.low())) {
            return Finding.TOO_FEW_REPEATS;
        }
        if (interval.low() > 1) {
            return Finding.FASTER;
        }
        return interval.high() < 1 ? Finding.SLOWER : Finding.NO_DIFFERENCE_SHOWN;
    }

    private static Interval interval(double[][] theirs, double[][] ours, boolean together, int fewer) {
        var random = new SplittableRandom(SEED);
        double[] ratios = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            int[] drawn = draw(random, theirs.length);
            int[] own = together ? drawn : draw(random, ours.length);
            ratios[i] = median(random, theirs, drawn) / median(random, ours, own);
        }
        Arrays.sort(ratios);
        double tail = tail(fewer);
        return new Interval(quantile(ratios, tail), quantile(ratios, 1 - tail));
    }

    /** Which quantile of the bootstrap stands for 2.5 %. */
    static double tail(int blocks) {
        double t = TDistribution.of(blocks - 1).inverseCumulativeProbability(TAIL);
        return NormalDistribution.of(0, 1).cumulativeProbability(t * Math.sqrt(blocks / (blocks - 1.0)));
    }

    private static double[][] samples(List<Block> blocks) {
        return blocks.stream()
                .map(Block::samples)
                .filter(samples -> samples.length > 0)
                .toArray(double[][]::new);
    }

    private static double median(double[][] blocks) {
        return Medians.of(Arrays.stream(blocks).mapToDouble(Medians::of).toArray());
    }

    private static double median(SplittableRandom random, double[][] blocks, int[] drawn) {
        double[] medians = new double[drawn.length];
        for (int i = 0; i < drawn.length; i++) {
            double[] block = blocks[drawn[i]];
            double[] resample = new double[block.length];
            for (int k = 0; k < block.length; k++) {
                resample[k] = block[random.nextInt(block.length)];
            }
            Arrays.sort(resample);
            medians[i] = Medians.ofSorted(resample);
        }
        return Medians.of(medians);
    }

    private static int[] draw(SplittableRandom random, int count) {
        int[] drawn = new int[count];
        for (int i = 0; i < count; i++) {
            drawn[i] = random.nextInt(count);
        }
        return drawn;
    }

    private static double quantile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
