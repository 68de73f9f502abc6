package dev.sulcus.shortcut;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Grows one tree by the greatest fall of Gini's impurity. Kinds are put in the order of their share of tumours, among
 * which the best split into two sets is always found (Breiman and others, 1984, theorem 4.5). Used once; one thread.
 */
final class TreeGrower {
    private static final int DEEPEST = 8;
    private static final int LEAST_LEAF = 3;

    private final List<Fact> facts;
    private final int[] labels;
    private final SplittableRandom random;
    private final int[] candidates;
    private final int asked;
    private final int[][] counts = new int[2][Fact.MOST_BINS];
    private final int[] order = new int[Fact.MOST_BINS];
    private final double[] weight = new double[2];
    private int[] scans;
    private int[] spare;
    private int nodes;
    private int[] fact = new int[2 << DEEPEST];
    private long[] left = new long[2 << DEEPEST];
    private int[] next = new int[2 << DEEPEST];
    private double[] share = new double[2 << DEEPEST];
    private double bestFall;
    private int bestFact;
    private long bestLeft;

    TreeGrower(List<Fact> facts, int[] labels, SplittableRandom random) {
        this.facts = facts;
        this.labels = labels;
        this.random = random;
        this.candidates = new int[facts.size()];
        Arrays.setAll(candidates, i -> i);
        this.asked = (int) Math.ceil(Math.sqrt(facts.size()));
    }

    /** A tree from scans drawn from {@code training} with replacement. */
    FactTree grow(int[] training) {
        int[] labelled = new int[2];
        for (int scan : training) {
            labelled[labels[scan]]++;
        }
        weight[0] = 1.0 / labelled[0];
        weight[1] = 1.0 / labelled[1];
        scans = new int[training.length];
        Arrays.setAll(scans, i -> training[random.nextInt(training.length)]);
        spare = new int[scans.length];
        nodes = 1;
        grow(0, 0, scans.length, 0);
        return new FactTree(
                Arrays.copyOf(fact, nodes),
                Arrays.copyOf(left, nodes),
                Arrays.copyOf(next, nodes),
                Arrays.copyOf(share, nodes));
    }

    private void grow(int node, int from, int to, int depth) {
        int tumours = 0;
        for (int i = from; i < to; i++) {
            tumours += labels[scans[i]];
        }
        int others = to - from - tumours;
        share[node] = weight[1] * tumours / (weight[1] * tumours + weight[0] * others);
        fact[node] = -1;
        if (depth == DEEPEST || tumours == 0 || others == 0 || !findSplit(from, to, others, tumours)) {
            return;
        }
        fact[node] = bestFact;
        left[node] = bestLeft;
        next[node] = nodes;
        int first = nodes;
        nodes += 2;
        int middle = part(from, to, facts.get(bestFact).bins(), bestLeft);
        grow(first, from, middle, depth + 1);
        grow(first + 1, middle, to, depth + 1);
    }

    private boolean findSplit(int from, int to, int others, int tumours) {
        bestFall = 0;
        for (int i = 0; i < asked; i++) {
            int at = i + random.nextInt(candidates.length - i);
            int candidate = candidates[at];
            candidates[at] = candidates[i];
            candidates[i] = candidate;
            tryFact(candidate, from, to, others, tumours);
        }
        return bestFall > 0;
    }

    private void tryFact(int candidate, int from, int to, int others, int tumours) {
        Fact tried = facts.get(candidate);
        int[] bins = tried.bins();
        Arrays.fill(counts[0], 0, tried.count(), 0);
        Arrays.fill(counts[1], 0, tried.count(), 0);
        for (int i = from; i < to; i++) {
            counts[labels[scans[i]]][bins[scans[i]]]++;
        }
        sortBins(tried);
        int leftOthers = 0;
        int leftTumours = 0;
        long mask = 0;
        double whole = purity(others, tumours);
        for (int i = 0; i < tried.count() - 1; i++) {
            int bin = order[i];
            leftOthers += counts[0][bin];
            leftTumours += counts[1][bin];
            mask |= 1L << bin;
            int size = leftOthers + leftTumours;
            if (size >= LEAST_LEAF && to - from - size >= LEAST_LEAF) {
                double fall =
                        purity(leftOthers, leftTumours) + purity(others - leftOthers, tumours - leftTumours) - whole;
                // Rounding alone must not split what cannot be told apart.
                if (fall > bestFall + 1e-12) {
                    bestFall = fall;
                    bestFact = candidate;
                    bestLeft = mask;
                }
            }
        }
    }

    /** Sum of squared weights over the weight: what Gini's impurity takes off a node's weight. */
    private double purity(int others, int tumours) {
        double a = weight[0] * others;
        double b = weight[1] * tumours;
        return (a * a + b * b) / (a + b);
    }

    /** Numbers stay in order; kinds by rising share of tumours, absent ones first. Insertion: mostly few. */
    private void sortBins(Fact tried) {
        for (int bin = 0; bin < tried.count(); bin++) {
            int place = bin;
            while (!tried.ordered() && place > 0 && tumourShare(order[place - 1]) > tumourShare(bin)) {
                order[place] = order[place - 1];
                place--;
            }
            order[place] = bin;
        }
    }

    private double tumourShare(int bin) {
        int all = counts[0][bin] + counts[1][bin];
        return all == 0 ? -1 : weight[1] * counts[1][bin] / (weight[1] * counts[1][bin] + weight[0] * counts[0][bin]);
    }

    /** Puts the scans that go left before the others, each in their order; answers where the others begin. */
    private int part(int from, int to, int[] bins, long mask) {
        int middle = from;
        int kept = 0;
        for (int i = from; i < to; i++) {
            if ((mask >>> bins[scans[i]] & 1) == 1) {
                scans[middle++] = scans[i];
            } else {
                spare[kept++] = scans[i];
            }
        }
        System.arraycopy(spare, 0, scans, middle, kept);
        return middle;
    }
}
