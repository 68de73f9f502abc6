package dev.sulcus.metrics;

import java.util.Arrays;

/**
 * Scores sorted once into ranks: one rank per distinct score, rank 0 the lowest. Every figure that depends only on the
 * order of scores is then a walk over counts per rank, which is what makes the bootstrap linear per resample.
 * Immutable, thread-safe.
 */
final class ScoreRanks {
    private final double[] distinct;
    private final int[] rankOf;

    private ScoreRanks(double[] distinct, int[] rankOf) {
        this.distinct = distinct;
        this.rankOf = rankOf;
    }

    /** The ranks of {@code scores}, none of them NaN. */
    static ScoreRanks of(double[] scores) {
        // Adding 0 turns -0 into 0: equal as numbers, but Arrays.sort and binarySearch tell them apart.
        double[] plain = Arrays.stream(scores).map(score -> score + 0.0).toArray();
        double[] distinct = Arrays.stream(plain).sorted().distinct().toArray();
        int[] rankOf = new int[plain.length];
        for (int i = 0; i < rankOf.length; i++) {
            rankOf[i] = Arrays.binarySearch(distinct, plain[i]);
        }
        return new ScoreRanks(distinct, rankOf);
    }

    /** How many distinct scores there are. */
    int ranks() {
        return distinct.length;
    }

    /** The rank of one sample. */
    int rankOf(int sample) {
        return rankOf[sample];
    }

    /** How many samples with {@code label} each rank holds. */
    int[] countsPerRank(int[] labels, int label) {
        int[] counts = new int[distinct.length];
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] == label) {
                counts[rankOf[i]]++;
            }
        }
        return counts;
    }

    /** How many samples with {@code label} are in the 0, 1, 2, … highest ranks: {@link #ranks} + 1 numbers. */
    int[] countsFromTop(int[] labels, int label) {
        int[] perRank = countsPerRank(labels, label);
        int[] fromTop = new int[perRank.length + 1];
        for (int i = 1; i < fromTop.length; i++) {
            fromTop[i] = fromTop[i - 1] + perRank[perRank.length - i];
        }
        return fromTop;
    }

    /** The distinct scores, highest first. */
    double[] scoresFromTop() {
        double[] falling = new double[distinct.length];
        for (int i = 0; i < falling.length; i++) {
            falling[i] = distinct[distinct.length - 1 - i];
        }
        return falling;
    }

    /**
     * Area under the ROC curve from counts per rank, lowest rank first: the Mann–Whitney statistic over all pairs of one
     * positive and one negative, ties counting one half (Hanley and McNeil, 1982). Exact in integers until the last
     * division. NaN without both classes.
     */
    static double rocAuc(int[] negatives, int[] positives) {
        long negativesBelow = 0;
        long positivesBelow = 0;
        long twiceWon = 0;
        for (int rank = 0; rank < negatives.length; rank++) {
            twiceWon += positives[rank] * (2 * negativesBelow + negatives[rank]);
            negativesBelow += negatives[rank];
            positivesBelow += positives[rank];
        }
        return SampleChecks.ratio(twiceWon, 2.0 * negativesBelow * positivesBelow);
    }
}
