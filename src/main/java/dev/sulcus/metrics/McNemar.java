package dev.sulcus.metrics;

/**
 * Whether two models are right equally often on the same scans (McNemar, 1947), exactly: no normal approximation. Both
 * p values are two-sided.
 *
 * <p>By scan: of the scans that only one model got right, as many should fall to either as a fair coin gives; the mid-p
 * value counts the observed table half (Fagerland, Lydersen and Laake, 2013), which is less conservative. By group:
 * copies of one picture fall together, so the coin is thrown once per group, for the difference of right calls inside it
 * (an exact sign-flip test of the same sum). Where every group is one scan the two are the same number. Believe the one
 * by group. Immutable.
 *
 * @param bothRight scans that both models called right
 * @param onlyFirstRight scans that only the first did
 * @param onlySecondRight scans that only the second did
 * @param neitherRight scans that none did
 * @param pByScan exact, every scan on its own
 * @param midPByScan the same, mid-p
 * @param p exact, by group
 * @param midP the same, mid-p
 */
public record McNemar(
        int bothRight,
        int onlyFirstRight,
        int onlySecondRight,
        int neitherRight,
        double pByScan,
        double midPByScan,
        double p,
        double midP) {
    /**
     * Compares the calls of two models.
     *
     * @throws dev.sulcus.fault.Fault of kind bug when labels or groups differ
     */
    public static McNemar of(Samples first, Samples second) {
        PairedDifference.requireSameScans(first, second);
        int[] table = new int[4];
        int[] leadOf = new int[first.groups()];
        int[] lead = new int[first.count()];
        for (int i = 0; i < lead.length; i++) {
            int one = right(first, i);
            int other = right(second, i);
            table[2 * one + other]++;
            lead[i] = one - other;
            leadOf[first.groupOf()[i]] += one - other;
        }
        double[] byScan = signFlip(lead);
        double[] byGroup = signFlip(leadOf);
        return new McNemar(table[3], table[2], table[1], table[0], byScan[0], byScan[1], byGroup[0], byGroup[1]);
    }

    private static int right(Samples samples, int i) {
        return samples.called()[i] == (samples.labels()[i] == 1) ? 1 : 0;
    }

    /**
     * The chance that the sum of {@code leads} with signs thrown by fair coins is as far from 0 as the real sum, and the
     * same with the ties counted half. The distribution of the sum is made one coin at a time: time and space grow with
     * the sum of their sizes, at most the number of scans. Both are 1 when no lead is there.
     */
    private static double[] signFlip(int[] leads) {
        int reach = 0;
        int sum = 0;
        for (int lead : leads) {
            reach += Math.abs(lead);
            sum += lead;
        }
        if (reach == 0) {
            return new double[] {1, 1};
        }
        double[] chance = distribution(leads, reach);
        double beyond = 0;
        double tied = 0;
        for (int at = 0; at < chance.length; at++) {
            int distance = Math.abs(at - reach);
            beyond += distance > Math.abs(sum) ? chance[at] : 0;
            tied += distance == Math.abs(sum) ? chance[at] : 0;
        }
        return new double[] {Math.min(1, beyond + tied), beyond + tied / 2};
    }

    /** Chance of each sum from -reach to reach, at index sum + reach. */
    private static double[] distribution(int[] leads, int reach) {
        double[] chance = new double[2 * reach + 1];
        chance[reach] = 1;
        int reached = 0;
        for (int lead : leads) {
            int step = Math.abs(lead);
            if (step > 0) {
                double[] next = new double[chance.length];
                for (int at = reach - reached; at <= reach + reached; at++) {
                    next[at - step] += chance[at] / 2;
                    next[at + step] += chance[at] / 2;
                }
                chance = next;
                reached += step;
            }
        }
        return chance;
    }
}
