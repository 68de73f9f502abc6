package dev.sulcus.shortcut;

import java.util.List;
import java.util.SplittableRandom;

/**
 * A random forest (Breiman, Machine Learning 45 (2001) 5) over binned facts: each tree sees as many scans as there are,
 * drawn with replacement, asks at each node the best of a few facts drawn anew, and both labels weigh the same. A score
 * is the mean over trees of the weighted share of tumours in the leaf. The same seed gives the same forest on every
 * machine. Immutable.
 */
final class FactForest {
    private final FactTree[] trees;

    private FactForest(FactTree[] trees) {
        this.trees = trees;
    }

    /**
     * Trains on some scans.
     *
     * @param facts that trees may ask for
     * @param labels of all scans, 1 or 0
     * @param training which of them train; both labels among them
     */
    static FactForest train(List<Fact> facts, int[] labels, int[] training, int trees, long seed) {
        var random = new SplittableRandom(seed);
        var grown = new FactTree[trees];
        for (int i = 0; i < trees; i++) {
            grown[i] = new TreeGrower(facts, labels, random.split()).grow(training);
        }
        return new FactForest(grown);
    }

    /**
     * How much one scan looks like a tumour's file, 0 to 1; from 0.5 on more so than not.
     *
     * @param bins the scan's bin of each fact
     */
    double score(int[] bins) {
        double sum = 0;
        for (FactTree tree : trees) {
            sum += tree.score(bins);
        }
        return sum / trees.length;
    }
}
