package dev.sulcus.dataset;

import dev.sulcus.fault.Fault;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * Plans which scans train and which validate. A plan follows from the data's content, the rule and the seed alone: not
 * from the order in which a file system lists files, nor from the machine. Stateless, thread-safe.
 */
public final class SplitPlanner {
    private static final int MAX_FOLDS = 1000;

    private SplitPlanner() {}

    /** The split that {@code config} asks for. As {@link #keras} and {@link #grouped}. */
    public static Split plan(Dataset data, DuplicateGroups groups, SplitConfig config, long seed) {
        return switch (config.kind()) {
            case KERAS -> keras(data, config.fraction());
            case GROUPED -> grouped(data, groups, config.fraction(), seed);
        };
    }

    /**
     * Keras' {@code validation_split}, to the letter: of each class folder, sorted by folder and then file name, the
     * first ⌊fraction · n⌋ files validate. It draws nothing and keeps no duplicates together.
     *
     * @throws Fault of kind usage when a part would be empty
     */
    public static Split keras(Dataset data, double fraction) {
        String rule = new SplitConfig(SplitConfig.Kind.KERAS, fraction).rule();
        var classes = new TreeMap<String, List<Integer>>();
        for (int i = 0; i < data.scans().size(); i++) {
            classes.computeIfAbsent(data.scans().get(i).className(), name -> new ArrayList<>())
                    .add(i);
        }
        var validation = new BitSet();
        for (List<Integer> scans : classes.values()) {
            scans.sort(Comparator.comparing(i -> data.scans().get(i).path(), SplitPlanner::compareAsKeras));
            scans.stream().limit((long) (fraction * scans.size())).forEach(validation::set);
        }
        return requireParts(Split.validating(rule, 0, validation, data.scans().size()));
    }

    /**
     * A drawn split: of each label as near to {@code fraction} of the scans validates as whole groups allow, at least
     * one scan of each label where it has two groups, and never all of them. Groups that hold both labels are drawn
     * first, in the same proportion; the others make up for what they brought.
     *
     * @throws Fault of kind usage when a part would be empty
     */
    public static Split grouped(Dataset data, DuplicateGroups groups, double fraction, long seed) {
        return grouped(data, groups::groupOf, fraction, seed);
    }

    static Split grouped(Dataset data, IntUnaryOperator groupOf, double fraction, long seed) {
        String rule = new SplitConfig(SplitConfig.Kind.GROUPED, fraction).rule();
        List<ScanGroup> groups = ScanGroup.inSeededOrder(data, groupOf, seed);
        List<ScanGroup> mixed = groups.stream().filter(ScanGroup::mixed).toList();
        double wantedMixed = fraction * mixed.stream().mapToInt(ScanGroup::size).sum();
        List<ScanGroup> drawnMixed = SubsetSum.nearest(mixed, wantedMixed, 0);
        var drawn = new ArrayList<ScanGroup>(drawnMixed);
        for (int label = 0; label <= 1; label++) {
            int already = count(drawnMixed, label);
            double wanted = fraction * data.count(label) - already;
            drawn.addAll(SubsetSum.nearest(pure(groups, label), wanted, already == 0 ? 1 : 0));
        }
        return requireParts(
                Split.validating(rule, seed, scansOf(drawn), data.scans().size()));
    }

    /**
     * Grouped, stratified k-fold cross-validation: every scan validates in exactly one split, groups stay together, each
     * label is spread as evenly as groups allow, and each fold holds both labels.
     *
     * @param k how many folds, 2 to 1000
     * @return k splits, by rule {@code fold:1/k} to {@code fold:k/k}
     * @throws Fault of kind usage when k is out of range, or a label has fewer than k groups
     */
    public static List<Split> folds(Dataset data, DuplicateGroups groups, int k, long seed) {
        return folds(data, groups::groupOf, k, seed);
    }

    static List<Split> folds(Dataset data, IntUnaryOperator groupOf, int k, long seed) {
        if (k < 2 || k > MAX_FOLDS) {
            throw Fault.usage("folds is " + k + "; it must be 2 to " + MAX_FOLDS);
        }
        List<ScanGroup> groups = ScanGroup.inSeededOrder(data, groupOf, seed);
        requireGroups(groups, k);
        var folds = new Folds(k);
        folds.deal(groups.stream().filter(ScanGroup::mixed).toList(), ScanGroup::size);
        folds.deal(pure(groups, 0), ScanGroup::negatives);
        folds.deal(pure(groups, 1), ScanGroup::positives);
        return IntStream.range(0, k)
                .mapToObj(fold -> Split.validating(
                        "fold:" + (fold + 1) + "/" + k,
                        seed,
                        scansOf(folds.get(fold)),
                        data.scans().size()))
                .toList();
    }

    /**
     * As {@link #folds}, of the scans in {@code pool} alone: the parts hold indices into the whole data, and scans
     * outside the pool are in neither. Groups are those of the whole data.
     *
     * @param pool indices, ascending
     */
    public static List<Split> foldsWithin(Dataset data, DuplicateGroups groups, int[] pool, int k, long seed) {
        List<Scan> scans = IntStream.of(pool).mapToObj(data.scans()::get).toList();
        var part = new Dataset(data.root(), data.roles(), scans, List.of());
        return folds(part, scan -> groups.groupOf(pool[scan]), k, seed).stream()
                .map(fold ->
                        new Split(fold.rule(), seed, indices(pool, fold.training()), indices(pool, fold.validation())))
                .toList();
    }

    private static int[] indices(int[] pool, int[] places) {
        return IntStream.of(places).map(place -> pool[place]).toArray();
    }

    private static void requireGroups(List<ScanGroup> groups, int k) {
        long negative = groups.stream().filter(group -> group.negatives() > 0).count();
        long positive = groups.stream().filter(group -> group.positives() > 0).count();
        if (Math.min(negative, positive) < k) {
            throw Fault.usage(k + " folds need at least " + k + " independent groups of scans of each label, but there"
                    + " are " + negative + " without and " + positive + " with tumour; take fewer folds or add scans");
        }
    }

    private static Split requireParts(Split split) {
        if (split.training().length == 0 || split.validation().length == 0) {
            throw Fault.usage("the split " + split.rule() + " leaves " + split.training().length
                    + " scans to train and " + split.validation().length
                    + " to validate; take another fraction or add scans");
        }
        return split;
    }

    private static int compareAsKeras(String a, String b) {
        int folders = CodePointOrder.compare(folder(a), folder(b));
        return folders == 0 ? CodePointOrder.compare(a, b) : folders;
    }

    private static String folder(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    private static List<ScanGroup> pure(List<ScanGroup> groups, int label) {
        return groups.stream()
                .filter(group -> !group.mixed() && group.count(label) > 0)
                .toList();
    }

    private static int count(List<ScanGroup> groups, int label) {
        return groups.stream().mapToInt(group -> group.count(label)).sum();
    }

    private static BitSet scansOf(List<ScanGroup> groups) {
        var scans = new BitSet();
        groups.forEach(group -> group.scans().forEach(scans::set));
        return scans;
    }
}
