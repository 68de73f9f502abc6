package dev.sulcus.dataset;

import dev.sulcus.artefact.Sha256;
import dev.sulcus.fault.Fault;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntUnaryOperator;

/**
 * One fold of a cross-validation in three parts: scans to fit, scans to tune on (which epoch, which threshold), and scans
 * to test on. The first two are an ordinary {@link Split}, which is all that training ever gets to see; the third is only
 * handed out as a {@link TestPart}. Immutable, thread-safe.
 */
public final class FoldSplit {
    private final Split learning;
    private final int[] test;

    /**
     * A fold that was planned before; {@link #requireApart} is the caller's to call.
     *
     * @param learning what fits (its training part) and what tunes (its validation part, may be empty)
     * @param test ascending indices; owned by the fold
     * @throws Fault of kind bug when a scan is in two parts
     */
    FoldSplit(Split learning, int[] test) {
        this.learning = learning;
        this.test = test;
        Set<Integer> learnt = new HashSet<>();
        Arrays.stream(learning.training()).forEach(learnt::add);
        Arrays.stream(learning.validation()).forEach(learnt::add);
        for (int i = 0; i < test.length; i++) {
            if (i > 0 && test[i] <= test[i - 1] || learnt.contains(test[i])) {
                throw Fault.bug("test scan " + test[i] + " of " + learning.rule() + " is there twice, or learnt from");
            }
        }
        if (test.length == 0) {
            throw Fault.bug(learning.rule() + " has no test scans");
        }
    }

    /**
     * Parts the training scans of one fold once more, by groups, stratified: {@code tuning} of them choose epoch and
     * threshold, the others fit.
     *
     * @param fold one of {@link SplitPlanner#folds}: its validation scans become the test scans
     * @param tuning share of the training scans, 0 up to but not 1; 0 leaves the tuning part empty
     * @param seed what the drawing begins with
     * @throws Fault of kind usage when the tuning part would lack a label
     */
    public static FoldSplit of(Dataset data, DuplicateGroups groups, Split fold, double tuning, long seed) {
        return of(data, groups::groupOf, fold, tuning, seed);
    }

    static FoldSplit of(Dataset data, IntUnaryOperator groupOf, Split fold, double tuning, long seed) {
        int[] scans = fold.training();
        if (tuning == 0) {
            return apart(new FoldSplit(new Split(fold.rule(), seed, scans, new int[0]), fold.validation()), groupOf);
        }
        var training = new Dataset(
                data.root(),
                data.roles(),
                Arrays.stream(scans).mapToObj(data.scans()::get).toList(),
                List.of());
        Split inner = SplitPlanner.grouped(training, scan -> groupOf.applyAsInt(scans[scan]), tuning, seed);
        Split learning = new Split(
                fold.rule() + " " + inner.rule(),
                seed,
                Arrays.stream(inner.training()).map(scan -> scans[scan]).toArray(),
                Arrays.stream(inner.validation()).map(scan -> scans[scan]).toArray());
        requireBothLabels(data, learning);
        return apart(new FoldSplit(learning, fold.validation()), groupOf);
    }

    /** What training, early stopping and the choice of a threshold may see: training part and tuning part. */
    public Split learning() {
        return learning;
    }

    /** What the final model is judged on. */
    public TestPart test(Dataset data) {
        return new TestPart(SplitPart.of(data, test));
    }

    /** What the fold is: SHA-256 over rule, seed and the paths of all three parts, in code point order. */
    public String hash(Dataset data) {
        return hash(learning.hash(data), Split.paths(data, test));
    }

    /**
     * Proves that no test scan, and no copy or near-duplicate of one, is learnt from or tuned on.
     *
     * @throws Fault of kind bug, naming the scan, when one is
     */
    public void requireApart(DuplicateGroups groups) {
        apart(this, groups::groupOf);
    }

    static String hash(String learning, List<String> test) {
        return Sha256.of(learning + "\0test:" + test.size() + "\0" + String.join("\0", test));
    }

    private static FoldSplit apart(FoldSplit fold, IntUnaryOperator groupOf) {
        Set<Integer> tested = new HashSet<>();
        Arrays.stream(fold.test).map(groupOf).forEach(tested::add);
        requireNone(fold, "training", fold.learning.training(), groupOf, tested);
        requireNone(fold, "tuning", fold.learning.validation(), groupOf, tested);
        return fold;
    }

    private static void requireNone(
            FoldSplit fold, String part, int[] scans, IntUnaryOperator groupOf, Set<Integer> tested) {
        for (int scan : scans) {
            if (tested.contains(groupOf.applyAsInt(scan))) {
                throw Fault.bug(fold.learning.rule() + ": scan " + scan + " of the " + part
                        + " part shows the same picture as a test scan");
            }
        }
    }

    private static void requireBothLabels(Dataset data, Split learning) {
        SplitPart tuning = SplitPart.of(data, learning.validation());
        if (tuning.count(0) == 0 || tuning.count(1) == 0) {
            throw Fault.usage(learning.rule() + " leaves no scan " + (tuning.count(1) == 0 ? "with" : "without")
                    + " tumour to tune on; take fewer folds, a larger tuning part, or add scans");
        }
    }
}
