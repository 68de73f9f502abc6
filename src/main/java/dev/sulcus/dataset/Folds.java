package dev.sulcus.dataset;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/** Hands groups out to folds so that all fill evenly. Not thread-safe. */
final class Folds {
    private final List<List<ScanGroup>> folds;
    private final int[] scans;

    Folds(int k) {
        folds = Stream.generate(() -> (List<ScanGroup>) new ArrayList<ScanGroup>())
                .limit(k)
                .toList();
        scans = new int[k];
    }

    /** The groups that one fold was dealt. */
    List<ScanGroup> get(int fold) {
        return folds.get(fold);
    }

    /**
     * Deals {@code groups}, the largest first and otherwise in their order (Graham's longest-processing-time rule, 1969),
     * each to the fold that weighs least by {@code weight}, then to the one with the fewest scans, then to the first. A
     * fold without weight always comes first: as many groups as folds reach every fold.
     */
    void deal(List<ScanGroup> groups, ToIntFunction<ScanGroup> weight) {
        int[] weights = folds.stream()
                .mapToInt(fold -> fold.stream().mapToInt(weight).sum())
                .toArray();
        groups.stream()
                .sorted(Comparator.comparingInt(ScanGroup::size).reversed())
                .forEachOrdered(group -> {
                    int fold = lightest(weights);
                    folds.get(fold).add(group);
                    weights[fold] += weight.applyAsInt(group);
                    scans[fold] += group.size();
                });
    }

    private int lightest(int[] weights) {
        int best = 0;
        for (int fold = 1; fold < weights.length; fold++) {
            if (weights[fold] < weights[best] || weights[fold] == weights[best] && scans[fold] < scans[best]) {
                best = fold;
            }
        }
        return best;
    }
}
