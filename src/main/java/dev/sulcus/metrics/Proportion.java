package dev.sulcus.metrics;

import dev.sulcus.fault.Fault;
import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * A share of scans with intervals that stay honest where no scan, or every one, is a hit. Scans of one group count for
 * less than as many independent ones: both intervals use {@link #effectiveCount} in place of the count (Korn and
 * Graubard, 1998, without their t correction). Immutable.
 *
 * @param hits how many scans
 * @param count of how many
 * @param value hits / count; NaN without scans
 * @param effectiveCount independent scans that would tell as much: count / design effect, at most the count; the number
 *     of groups where the share is 0 or 1
 * @param exact 95 %, Clopper and Pearson (1934): covers at least that often
 * @param wilson 95 %, Wilson (1927): covers about that often, and is narrower
 */
public record Proportion(int hits, int count, double value, double effectiveCount, Interval exact, Interval wilson) {
    private static final double ALPHA = 0.05;

    /**
     * A share of independent scans.
     *
     * @throws Fault of kind bug unless 0 ≤ hits ≤ count
     */
    public static Proportion of(int hits, int count) {
        return of(hits, count, count);
    }

    /** The share of tumours that {@code samples} call so. */
    public static Proportion sensitivity(Samples samples) {
        return ofLabel(samples, 1);
    }

    /** The share of scans without tumour that {@code samples} call so. */
    public static Proportion specificity(Samples samples) {
        return ofLabel(samples, 0);
    }

    /** The Clopper–Pearson interval that covers with at least 1 - {@code alpha}. */
    Interval exact(double alpha) {
        if (count == 0) {
            return Interval.UNDEFINED;
        }
        double hit = value * effectiveCount;
        double missed = effectiveCount - hit;
        double low = hits == 0 ? 0 : BetaDistribution.of(hit, missed + 1).inverseCumulativeProbability(alpha / 2);
        double high = hits == count ? 1 : BetaDistribution.of(hit + 1, missed).inverseSurvivalProbability(alpha / 2);
        return new Interval(low, high);
    }

    private static Proportion of(int hits, int count, double effective) {
        if (hits < 0 || hits > count) {
            throw Fault.bug("hits is " + hits + "; it must be 0 to the count, " + count);
        }
        double value = SampleChecks.ratio(hits, count);
        var bare = new Proportion(hits, count, value, effective, Interval.UNDEFINED, Interval.UNDEFINED);
        return new Proportion(hits, count, value, effective, bare.exact(ALPHA), wilson(value, effective));
    }

    private static Proportion ofLabel(Samples samples, int label) {
        int[] countOf = new int[samples.groups()];
        int[] hitsOf = new int[samples.groups()];
        int count = 0;
        int hits = 0;
        for (int i = 0; i < samples.count(); i++) {
            if (samples.labels()[i] == label) {
                int hit = samples.called()[i] == (label == 1) ? 1 : 0;
                countOf[samples.groupOf()[i]]++;
                hitsOf[samples.groupOf()[i]] += hit;
                count++;
                hits += hit;
            }
        }
        return of(hits, count, effective(hits, count, hitsOf, countOf));
    }

    /** Count over design effect: variance of the share with groups kept together, over that of independent scans. */
    private static double effective(int hits, int count, int[] hitsOf, int[] countOf) {
        double share = SampleChecks.ratio(hits, count);
        int groups = 0;
        double squares = 0;
        for (int group = 0; group < countOf.length; group++) {
            if (countOf[group] > 0) {
                double deviation = hitsOf[group] - share * countOf[group];
                squares += deviation * deviation;
                groups++;
            }
        }
        if (hits == 0 || hits == count || groups < 2) {
            return groups;
        }
        double clustered = groups / (groups - 1.0) * squares / count / count;
        double independent = share * (1 - share) / (count - 1);
        return Math.min(count, Math.max(1, count * independent / clustered));
    }

    private static Interval wilson(double share, double n) {
        if (Double.isNaN(share)) {
            return Interval.UNDEFINED;
        }
        double z = DeLong.Z95;
        double centre = share + z * z / (2 * n);
        double half = z * Math.sqrt(share * (1 - share) / n + z * z / (4 * n * n));
        double scale = 1 + z * z / n;
        return new Interval(Math.max(0, (centre - half) / scale), Math.min(1, (centre + half) / scale));
    }
}
