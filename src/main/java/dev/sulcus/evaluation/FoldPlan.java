package dev.sulcus.evaluation;

import dev.sulcus.dataset.Dataset;
import dev.sulcus.dataset.DuplicateGroups;
import dev.sulcus.dataset.Scan;
import dev.sulcus.dataset.Split;
import dev.sulcus.fault.Fault;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One fold: what may be trained and tuned on, and what tests. The only maker of {@link TuningPredictions} and {@link
 * TestPredictions}; it knows the labels of the test fold and gives them to nobody. Immutable, thread-safe.
 */
public final class FoldPlan {
    private final Dataset data;
    private final DuplicateGroups groups;
    private final CrossValidationConfig config;
    private final int fold;
    private final int[] test;
    private final int[] training;
    private final List<Split> fits;

    FoldPlan(
            Dataset data,
            DuplicateGroups groups,
            CrossValidationConfig config,
            int fold,
            Split outer,
            List<Split> fits) {
        this.data = data;
        this.groups = groups;
        this.config = config;
        this.fold = fold;
        this.test = outer.validation();
        this.training = outer.training();
        this.fits = List.copyOf(fits);
        BitSet tested = groupsOf(test);
        requireApart("the training folds", training, "the test fold", tested);
        for (Split fit : fits) {
            BitSet tuned = groupsOf(fit.validation());
            requireApart("a fit part", fit.training(), "its tuning part", tuned);
            requireApart("a fit part", fit.training(), "the test fold", tested);
            requireApart("a tuning part", fit.validation(), "the test fold", tested);
        }
    }

    /** Which fold tests, from 1. */
    public int fold() {
        return fold;
    }

    /** How many folds there are. */
    public int folds() {
        return config.folds();
    }

    /** How many models are fitted for this fold. */
    public int fits() {
        return fits.size();
    }

    /**
     * What the model {@code fit}, from 0, trains on and is tuned on (early stopping, threshold): {@code training} and
     * {@code validation} of a split, as indices into the data. Nothing of the test fold, nor a copy of it, is in either.
     */
    public Split fit(int fit) {
        Split split = fits.get(fit);
        return new Split(
                split.rule(),
                split.seed(),
                split.training().clone(),
                split.validation().clone());
    }

    /**
     * All scans of the training folds, for a model that is trained on all of them for a number of epochs that the fits
     * found. A fresh array of indices into the data.
     */
    public int[] training() {
        return training.clone();
    }

    /** The files of the test fold, in the order in which {@link #test} wants their scores. Their labels stay here. */
    public List<Path> testFiles() {
        return scans(test).stream().map(Scan::file).toList();
    }

    /** The identities of the test fold's scans, in the same order. */
    public List<String> testPaths() {
        return scans(test).stream().map(Scan::path).toList();
    }

    /**
     * The tuning predictions of this fold's models together.
     *
     * @param probabilities of each fit, in order: one for each scan of its tuning part, in order
     * @throws Fault of kind bug for other numbers of them, or probabilities that are NaN or outside 0 to 1
     */
    public TuningPredictions tuning(List<double[]> probabilities) {
        requireCount("lists of tuning probabilities", probabilities.size(), fits.size());
        for (int i = 0; i < fits.size(); i++) {
            requireCount(
                    "tuning probabilities of fit " + i,
                    probabilities.get(i).length,
                    fits.get(i).validation().length);
        }
        return new TuningPredictions(
                this,
                scans(tuned()),
                probabilities.stream().flatMapToDouble(Arrays::stream).toArray());
    }

    /**
     * As {@link #tuning}, from what {@link TuningPredictions#predictions} gave before a stop.
     *
     * @throws Fault of kind data when they are of other scans
     */
    public TuningPredictions restoreTuning(List<Prediction> saved) {
        List<Scan> scans = scans(tuned());
        requireSame("tuning", scans, saved);
        return new TuningPredictions(
                this, scans, saved.stream().mapToDouble(Prediction::probability).toArray());
    }

    /**
     * What the model, or the mean of this fold's models, says of the test fold.
     *
     * @param probabilities one for each of {@link #testFiles}, in order
     * @throws Fault of kind bug for another number of them, or probabilities that are NaN or outside 0 to 1
     */
    public TestPredictions test(double[] probabilities) {
        requireCount("test probabilities", probabilities.length, test.length);
        int[] groupOf = IntStream.of(test).map(groups::groupOf).toArray();
        return new TestPredictions(this, scans(test), probabilities, groupOf);
    }

    /**
     * As {@link #test}, from the predictions of a {@link FoldResult} before a stop.
     *
     * @throws Fault of kind data when they are of other scans
     */
    public TestPredictions restoreTest(List<FoldPrediction> saved) {
        requireSame(
                "test",
                scans(test),
                saved.stream().map(FoldPrediction::prediction).toList());
        return test(saved.stream().mapToDouble(FoldPrediction::probability).toArray());
    }

    CrossValidationConfig config() {
        return config;
    }

    private int[] tuned() {
        return fits.stream().flatMapToInt(fit -> IntStream.of(fit.validation())).toArray();
    }

    private List<Scan> scans(int[] indices) {
        return IntStream.of(indices).mapToObj(data.scans()::get).toList();
    }

    private BitSet groupsOf(int[] indices) {
        var present = new BitSet();
        IntStream.of(indices).map(groups::groupOf).forEach(present::set);
        return present;
    }

    private void requireApart(String part, int[] indices, String other, BitSet groupsOfOther) {
        for (int scan : indices) {
            if (groupsOfOther.get(groups.groupOf(scan))) {
                throw Fault.bug("fold " + fold + ": " + data.scans().get(scan).path() + " in " + part
                        + ", or a copy of it, is in " + other + " as well");
            }
        }
    }

    private void requireCount(String what, int count, int wanted) {
        if (count != wanted) {
            throw Fault.bug("fold " + fold + ": " + count + " " + what + ", but there must be " + wanted);
        }
    }

    private void requireSame(String what, List<Scan> scans, List<Prediction> saved) {
        boolean same = saved.size() == scans.size();
        for (int i = 0; same && i < scans.size(); i++) {
            same = scans.get(i).path().equals(saved.get(i).path())
                    && scans.get(i).label() == saved.get(i).label();
        }
        if (!same) {
            throw Fault.data("the saved " + what + " predictions of fold " + fold
                    + " are not of the scans that it holds now; the data or the folds changed: start the run anew");
        }
    }
}
