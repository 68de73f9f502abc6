package dev.sulcus.metrics;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Variance and paired test of areas under the ROC curve without assumptions on the scores (DeLong, DeLong and
 * Clarke-Pearson, 1988), from ranks in n log n time (Sun and Xu, 2014). Scans of one group are not independent: their
 * components are summed within the group (Obuchowski, 1997), which is DeLong's formula where each group is one scan.
 * Normal theory: with few scans of a label, trust the bootstrap more. Everything is NaN unless each label comes in two
 * groups at least. Stateless, thread-safe.
 */
public final class DeLong {
    /** 97.5 % quantile of the standard normal distribution. */
    static final double Z95 = 1.959963984540054;

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private DeLong() {}

    /** The area of one model. */
    public static AucEstimate auc(Samples samples) {
        Components components = Components.of(samples);
        double variance = components.variance();
        return new AucEstimate(components.auc, variance, logitInterval(components.auc, variance));
    }

    /**
     * The areas of two models on the same scans.
     *
     * @throws dev.sulcus.fault.Fault of kind bug when labels or groups differ
     */
    public static AucDifference compare(Samples first, Samples second) {
        PairedDifference.requireSameScans(first, second);
        Components one = Components.of(first);
        Components other = Components.of(second);
        double difference = one.auc - other.auc;
        double variance = one.minus(other).variance();
        if (!(variance > 0)) {
            boolean alike = variance == 0 && difference == 0;
            double p = alike ? 1 : Double.NaN;
            return new AucDifference(
                    one.auc, other.auc, difference, variance, Interval.UNDEFINED, alike ? 0 : Double.NaN, p);
        }
        double error = Math.sqrt(variance);
        double z = difference / error;
        return new AucDifference(
                one.auc,
                other.auc,
                difference,
                variance,
                new Interval(difference - Z95 * error, difference + Z95 * error),
                z,
                2 * NORMAL.survivalProbability(Math.abs(z)));
    }

    private static Interval logitInterval(double auc, double variance) {
        if (!(variance > 0)) {
            return Interval.UNDEFINED;
        }
        double logit = Math.log(auc / (1 - auc));
        double half = Z95 * Math.sqrt(variance) / (auc * (1 - auc));
        return new Interval(sigmoid(logit - half), sigmoid(logit + half));
    }

    static double sigmoid(double logit) {
        return 1 / (1 + Math.exp(-logit));
    }

    /**
     * What each scan contributes: for a tumour the share of scans without that score lower, for the others the share of
     * tumours that score higher, ties one half; and the area, the mean of either. Linear, so that the components of a
     * difference are the difference of components.
     */
    private record Components(Samples samples, double[] share, double auc) {
        static Components of(Samples samples) {
            ScoreRanks ranks = ScoreRanks.of(samples.probabilities());
            int[][] perRank = {ranks.countsPerRank(samples.labels(), 0), ranks.countsPerRank(samples.labels(), 1)};
            double[][] below = {below(perRank[0]), below(perRank[1])};
            double[] share = new double[samples.count()];
            for (int i = 0; i < share.length; i++) {
                int label = samples.labels()[i];
                double lower = SampleChecks.ratio(below[1 - label][ranks.rankOf(i)], total(perRank[1 - label]));
                share[i] = label == 1 ? lower : 1 - lower;
            }
            return new Components(samples, share, ScoreRanks.rocAuc(perRank[0], perRank[1]));
        }

        Components minus(Components other) {
            double[] differences = new double[share.length];
            for (int i = 0; i < differences.length; i++) {
                differences[i] = share[i] - other.share[i];
            }
            return new Components(samples, differences, auc - other.auc);
        }

        /** Obuchowski (1997), equation 3, from sums over groups. */
        double variance() {
            double[][] deviations = new double[2][samples.groups()];
            boolean[][] present = new boolean[2][samples.groups()];
            int[] count = new int[2];
            for (int i = 0; i < share.length; i++) {
                int label = samples.labels()[i];
                int group = samples.groupOf()[i];
                deviations[label][group] += share[i] - auc;
                present[label][group] = true;
                count[label]++;
            }
            double sum = 0;
            double cross = 0;
            for (int group = 0; group < samples.groups(); group++) {
                cross += deviations[0][group] * deviations[1][group];
            }
            for (int label = 0; label <= 1; label++) {
                double size = count[label];
                sum += correction(trues(present[label])) * squares(deviations[label]) / (size * size);
            }
            return sum + correction(samples.groups()) * 2 * cross / ((double) count[0] * count[1]);
        }

        private static double correction(int groups) {
            return groups < 2 ? Double.NaN : groups / (groups - 1.0);
        }

        /** For each rank, samples of lower ranks and half those of its own. */
        private static double[] below(int[] perRank) {
            double[] below = new double[perRank.length];
            double sum = 0;
            for (int rank = 0; rank < below.length; rank++) {
                below[rank] = sum + perRank[rank] / 2.0;
                sum += perRank[rank];
            }
            return below;
        }

        private static int total(int[] counts) {
            int sum = 0;
            for (int count : counts) {
                sum += count;
            }
            return sum;
        }

        private static int trues(boolean[] flags) {
            int count = 0;
            for (boolean flag : flags) {
                count += flag ? 1 : 0;
            }
            return count;
        }

        private static double squares(double[] values) {
            double sum = 0;
            for (double value : values) {
                sum += value * value;
            }
            return sum;
        }
    }
}
