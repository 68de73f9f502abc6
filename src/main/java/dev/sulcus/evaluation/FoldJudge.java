package dev.sulcus.evaluation;

import dev.sulcus.fault.Fault;
import dev.sulcus.metrics.BinaryMetrics;
import dev.sulcus.metrics.BootstrapConfig;
import dev.sulcus.metrics.Samples;

/**
 * Judges one fold, once, at a threshold that was fixed when the judge was made, before test predictions can be given. Not
 * thread-safe.
 */
public final class FoldJudge {
    private static final double HALF = 0.5;

    private final TuningPredictions tuning;
    private final ChosenThreshold threshold;
    private boolean judged;

    private FoldJudge(TuningPredictions tuning) {
        this.tuning = tuning;
        this.threshold = tuning.choose();
    }

    /**
     * Fixes the threshold.
     *
     * @throws Fault of kind usage when a sensitivity is wanted and no tumour is among the tuning scans
     */
    public static FoldJudge of(TuningPredictions tuning) {
        return new FoldJudge(tuning);
    }

    /** The threshold that it will judge at, besides 0.5. */
    public ChosenThreshold threshold() {
        return threshold;
    }

    /**
     * Judges the test fold. Figures come without intervals: those of all folds together have them.
     *
     * @throws Fault of kind bug when called twice, or for predictions of another plan
     */
    public FoldResult judge(TestPredictions test) {
        FoldPlan plan = tuning.plan();
        if (test.plan() != plan) {
            throw Fault.bug("the threshold was chosen for fold " + plan.fold() + " of one plan, but the predictions are"
                    + " of fold " + test.plan().fold() + " or of another plan");
        }
        if (judged) {
            throw Fault.bug("fold " + plan.fold() + " was judged already; a test fold is judged once");
        }
        judged = true;
        Samples atHalf = test.samples();
        Samples atChosen = atHalf.calledAt(threshold.value());
        return new FoldResult(
                plan.fold(),
                plan.training().length,
                tuning.predictions().size(),
                threshold,
                BinaryMetrics.of(atHalf, HALF, BootstrapConfig.NONE),
                BinaryMetrics.of(atChosen, threshold.value(), BootstrapConfig.NONE),
                test.rows(threshold.value()));
    }
}
