package dev.sulcus.workflow;

import dev.sulcus.dataset.Dataset;
import dev.sulcus.dataset.SplitPart;
import dev.sulcus.evaluation.Evaluator;
import dev.sulcus.evaluation.FoldJudge;
import dev.sulcus.evaluation.FoldPlan;
import dev.sulcus.evaluation.FoldResult;
import dev.sulcus.evaluation.Prediction;
import dev.sulcus.evaluation.PredictionsCsv;
import dev.sulcus.evaluation.TuningPredictions;
import dev.sulcus.fault.Fault;
import dev.sulcus.model.Classifier;
import dev.sulcus.model.ModelBundle;
import dev.sulcus.model.Views;
import dev.sulcus.pipeline.Progress;
import dev.sulcus.training.TrainingResources;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * From a fold's final models to its figures, in the one order that is allowed: score the tuning parts, fix the threshold,
 * and only then score the test fold.
 *
 * @param data the scans
 * @param views which views of each scan the models see
 * @param resources what it may use of the machine
 */
record FoldJudging(Dataset data, Views views, TrainingResources resources) {
    /**
     * What became of one fold.
     *
     * @param tuning what its models said of the scans that they were tuned on; empty without any
     * @param result at the threshold that was chosen on these
     */
    record Judged(List<Prediction> tuning, FoldResult result) {}

    /** Scores and judges. */
    Judged judge(FoldPlan plan, List<ModelBundle> models, Progress progress) {
        var tuned = new ArrayList<double[]>();
        for (int fit = 0; fit < plan.fits(); fit++) {
            SplitPart part = SplitPart.of(data, plan.fit(fit).validation());
            tuned.add(score(List.of(models.get(fit)), part.files(), Progress.NONE));
        }
        TuningPredictions tuning = plan.tuning(tuned);
        FoldJudge judge = FoldJudge.of(tuning);
        double[] tested = score(models, plan.testFiles(), progress);
        return new Judged(tuning.predictions(), judge.judge(plan.test(tested)));
    }

    /**
     * The figures of a fold that was judged before, from what it left.
     *
     * @throws Fault of kind data when that is of other scans
     */
    static FoldResult restore(FoldPlan plan, RunFolder fold) {
        TuningPredictions tuning = plan.restoreTuning(PredictionsCsv.read(fold.tuning()));
        List<Prediction> tested = PredictionsCsv.read(fold.predictions());
        if (!tested.stream().map(Prediction::path).toList().equals(plan.testPaths())) {
            throw Fault.data(fold.predictions() + ": not of the scans that this fold tests; restore it, or train anew");
        }
        double[] probabilities =
                tested.stream().mapToDouble(Prediction::probability).toArray();
        return FoldJudge.of(tuning).judge(plan.test(probabilities));
    }

    private double[] score(List<ModelBundle> bundles, List<Path> files, Progress progress) {
        var models = new SavedModels(bundles, Double.NaN);
        try (Classifier classifier = models.open(views, resources)) {
            return Evaluator.probabilities(classifier, files, models.pipeline(resources), progress);
        }
    }
}
