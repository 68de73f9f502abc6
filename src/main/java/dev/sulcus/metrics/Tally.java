package dev.sulcus.metrics;

import java.util.Arrays;

/**
 * Counts one resample after the other of the same samples. What does not change, ranks and bins and losses, is found
 * once; a resample then takes time linear in the samples. Not thread-safe.
 */
final class Tally {
    private static final int BINS = BinaryMetrics.CALIBRATION_BINS;

    private final Samples samples;
    private final ScoreRanks ranks;
    private final int[][] perRank;
    private final int[] binOf;
    private final double[] squaredMiss;
    private final double[] loss;
    private final double[] binMiss = new double[BINS];
    private Confusion confusion = new Confusion(0, 0, 0, 0);
    private double squaredMisses;
    private double losses;

    Tally(Samples samples) {
        int n = samples.count();
        this.samples = samples;
        this.ranks = ScoreRanks.of(samples.probabilities());
        this.perRank = new int[2][ranks.ranks()];
        this.binOf = new int[n];
        this.squaredMiss = new double[n];
        this.loss = new double[n];
        for (int i = 0; i < n; i++) {
            double miss = samples.probabilities()[i] - samples.labels()[i];
            binOf[i] = CalibrationCurve.bin(samples.probabilities()[i], BINS);
            squaredMiss[i] = miss * miss;
            loss[i] = LogLoss.of(samples.probabilities()[i], samples.labels()[i]);
        }
    }

    /** Takes the resample that {@code draws} holds. */
    void count(GroupDraws draws) {
        Arrays.fill(perRank[0], 0);
        Arrays.fill(perRank[1], 0);
        Arrays.fill(binMiss, 0);
        squaredMisses = 0;
        losses = 0;
        int[] counts = new int[4];
        for (int i = 0; i < binOf.length; i++) {
            int times = draws.times(i);
            if (times > 0) {
                int label = samples.labels()[i];
                perRank[label][ranks.rankOf(i)] += times;
                counts[2 * label + (samples.called()[i] ? 1 : 0)] += times;
                binMiss[binOf[i]] += times * (samples.probabilities()[i] - label);
                squaredMisses += times * squaredMiss[i];
                losses += times * loss[i];
            }
        }
        confusion = new Confusion(counts[0], counts[1], counts[2], counts[3]);
    }

    Confusion confusion() {
        return confusion;
    }

    double rocAuc() {
        return ScoreRanks.rocAuc(perRank[0], perRank[1]);
    }

    double brier() {
        return SampleChecks.ratio(squaredMisses, confusion.total());
    }

    double logLoss() {
        return SampleChecks.ratio(losses, confusion.total());
    }

    /** |mean promise - observed share| of a bin, weighted by its count, is |sum of (promise - label)|. */
    double expectedCalibrationError() {
        return SampleChecks.ratio(Arrays.stream(binMiss).map(Math::abs).sum(), confusion.total());
    }

    double averagePrecision() {
        double sum = 0;
        double hits = 0;
        double alarms = 0;
        for (int rank = ranks.ranks() - 1; rank >= 0; rank--) {
            int found = perRank[1][rank];
            hits += found;
            alarms += perRank[0][rank];
            if (found > 0) {
                sum += found * hits / (hits + alarms);
            }
        }
        return SampleChecks.ratio(sum, hits);
    }

    double specificityAtSensitivity(double sensitivity) {
        int positives = confusion.truePositive() + confusion.falseNegative();
        int negatives = confusion.trueNegative() + confusion.falsePositive();
        int hits = 0;
        int alarms = 0;
        for (int rank = ranks.ranks() - 1; rank >= 0; rank--) {
            hits += perRank[1][rank];
            alarms += perRank[0][rank];
            if (SampleChecks.ratio(hits, positives) >= sensitivity) {
                return 1 - SampleChecks.ratio(alarms, negatives);
            }
        }
        return Double.NaN;
    }
}
