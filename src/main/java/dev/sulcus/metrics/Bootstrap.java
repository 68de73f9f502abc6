package dev.sulcus.metrics;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Percentile bootstrap (Efron, 1979): draws as many samples as there are, with replacement, and takes the figures again
 * and again. A resample in which a figure is undefined (it happened to draw no positive, say) does not count for that
 * figure. Scores are ranked once; a resample then only counts, in time linear in the samples. One instance serves one
 * call; not thread-safe.
 */
final class Bootstrap {
    private final int[] labels;
    private final boolean[] called;
    private final ScoreRanks ranks;
    private final int[][] perRank;

    private Bootstrap(int[] labels, double[] scores, double threshold) {
        this.labels = labels;
        this.ranks = ScoreRanks.of(scores);
        this.perRank = new int[2][ranks.ranks()];
        this.called = new boolean[scores.length];
        for (int i = 0; i < called.length; i++) {
            called[i] = scores[i] >= threshold;
        }
    }

    /** The 95 % intervals of {@code scores}, already checked, at {@code threshold}. */
    static BootstrapIntervals intervals(int[] labels, double[] scores, double threshold, BootstrapConfig config) {
        return new Bootstrap(labels, scores, threshold).run(config);
    }

    private BootstrapIntervals run(BootstrapConfig config) {
        int resamples = labels.length == 0 ? 0 : config.resamples();
        var random = new SplittableRandom(config.seed());
        double[] accuracy = new double[resamples];
        double[] sensitivity = new double[resamples];
        double[] specificity = new double[resamples];
        double[] rocAuc = new double[resamples];
        for (int i = 0; i < resamples; i++) {
            Confusion confusion = resample(random);
            accuracy[i] = confusion.accuracy();
            sensitivity[i] = confusion.sensitivity();
            specificity[i] = confusion.specificity();
            rocAuc[i] = ScoreRanks.rocAuc(perRank[0], perRank[1]);
        }
        return new BootstrapIntervals(
                Interval.central95(accuracy),
                Interval.central95(sensitivity),
                Interval.central95(specificity),
                Interval.central95(rocAuc),
                config.resamples(),
                config.seed());
    }

    /** Draws one resample into {@link #perRank} and counts its calls. */
    private Confusion resample(SplittableRandom random) {
        Arrays.fill(perRank[0], 0);
        Arrays.fill(perRank[1], 0);
        int[] counts = new int[4];
        for (int draw = 0; draw < labels.length; draw++) {
            int sample = random.nextInt(labels.length);
            int label = labels[sample];
            perRank[label][ranks.rankOf(sample)]++;
            counts[2 * label + (called[sample] ? 1 : 0)]++;
        }
        return new Confusion(counts[0], counts[1], counts[2], counts[3]);
    }
}
