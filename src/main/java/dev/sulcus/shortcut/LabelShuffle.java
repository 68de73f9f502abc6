package dev.sulcus.shortcut;

import dev.sulcus.metrics.RankStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;

/**
 * A permutation test of an AUC: how often do labels that mean nothing reach it? Labels change places between whole groups
 * of the same size, for scans of one group are one picture (Good, Permutation Tests, 2000, section 3). Used once.
 */
final class LabelShuffle {
    private static final int SHUFFLES = 999;

    private final int[] labels;
    private final double[] scores;
    private final List<List<int[]>> groupsBySize;

    LabelShuffle(int[] labels, double[] scores, IntUnaryOperator groupOf) {
        this.labels = labels.clone();
        this.scores = scores;
        Map<Integer, List<Integer>> groups = new TreeMap<>();
        for (int i = 0; i < labels.length; i++) {
            groups.computeIfAbsent(groupOf.applyAsInt(i), group -> new ArrayList<>())
                    .add(i);
        }
        Map<Integer, List<int[]>> bySize = new TreeMap<>();
        groups.values().forEach(group -> bySize.computeIfAbsent(group.size(), size -> new ArrayList<>())
                .add(group.stream().mapToInt(i -> i).toArray()));
        this.groupsBySize = List.copyOf(bySize.values());
    }

    /** The share of shuffles, the true labels counted as one, whose AUC is at least that of the true labels: above 0. */
    double pValue(long seed) {
        var random = new SplittableRandom(seed);
        double reached = RankStatistics.rocAuc(labels, scores);
        int asGood = 1;
        for (int i = 0; i < SHUFFLES; i++) {
            groupsBySize.forEach(groups -> shuffle(groups, random));
            asGood += RankStatistics.rocAuc(labels, scores) >= reached ? 1 : 0;
        }
        return asGood / (SHUFFLES + 1.0);
    }

    private void shuffle(List<int[]> groups, SplittableRandom random) {
        for (int i = groups.size() - 1; i > 0; i--) {
            int[] one = groups.get(i);
            int[] other = groups.get(random.nextInt(i + 1));
            for (int k = 0; k < one.length; k++) {
                int label = labels[one[k]];
                labels[one[k]] = labels[other[k]];
                labels[other[k]] = label;
            }
        }
    }
}
