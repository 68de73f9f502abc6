package dev.sulcus.workflow;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.sulcus.artefact.Json;
import dev.sulcus.evaluation.CrossValidationResult;
import dev.sulcus.evaluation.FailureEvidence;
import dev.sulcus.evaluation.FailureFinder;
import dev.sulcus.evaluation.FailureMode;
import dev.sulcus.evaluation.FoldPrediction;
import dev.sulcus.evaluation.FoldResult;
import dev.sulcus.evaluation.LearningGap;
import dev.sulcus.evaluation.PredictionsCsv;
import dev.sulcus.metrics.BinaryMetrics;
import dev.sulcus.metrics.BootstrapConfig;
import dev.sulcus.metrics.CalibrationCurve;
import dev.sulcus.metrics.Degeneracy;
import dev.sulcus.metrics.OperatingPointResult;
import dev.sulcus.metrics.PrecisionRecallCurve;
import dev.sulcus.metrics.RocCurve;
import dev.sulcus.report.CrossValidationContent;
import dev.sulcus.report.CrossValidationPage;
import dev.sulcus.training.EpochRecord;
import dev.sulcus.training.HistoryCsv;
import java.util.ArrayList;
import java.util.List;

/** Puts judged folds together and writes what a person and a program read of them. Stateless, thread-safe. */
final class CrossValidationJudgement {
    private static final int BINS = 10;

    private CrossValidationJudgement() {}

    /**
     * metrics.json of a cross-validation.
     *
     * @param schema version of this document
     * @param kind {@value CrossValidationSpec#KIND}
     * @param result members of the document itself
     * @param failures how the models fail, the worst first
     */
    record Document(int schema, String kind, @JsonUnwrapped CrossValidationResult result, List<FailureMode> failures) {
        private static final int SCHEMA = 1;
    }

    /** All folds together, with intervals by group. */
    static CrossValidationResult pool(List<FoldResult> folds) {
        return CrossValidationResult.of(folds, OperatingPointResult.PREVALENCES, BootstrapConfig.DEFAULT);
    }

    /**
     * Writes predictions.csv, report.html and metrics.json.
     *
     * @param out where to
     * @param name the page's heading
     * @param learning how each model did on what it was fitted on and tuned on
     * @param mistakes shows what they got wrong
     */
    static void write(
            RunFolder out,
            String name,
            CrossValidationSpec run,
            CrossValidationResult result,
            List<LearningGap> learning,
            FoldMistakes mistakes) {
        PredictionsCsv.writeFolds(out.predictions(), result.predictions());
        List<FailureMode> failures = FailureFinder.find(FailureEvidence.of(result, learning));
        List<FoldPrediction> rows = result.predictions();
        int[] labels = rows.stream().mapToInt(FoldPrediction::label).toArray();
        double[] probabilities =
                rows.stream().mapToDouble(FoldPrediction::probability).toArray();
        CrossValidationPage.write(
                out.report(),
                new CrossValidationContent(
                        name,
                        run.data().folder(),
                        result,
                        run.outcome().folds().stream()
                                .map(CrossValidationSpec.FoldOutcome::bestEpoch)
                                .toList(),
                        failures,
                        RocCurve.of(labels, probabilities),
                        PrecisionRecallCurve.of(labels, probabilities),
                        CalibrationCurve.of(labels, probabilities, BINS),
                        mistakes.of(result.predictions()),
                        run.warnings(),
                        Json.tree(run)));
        Json.write(out.metrics(), new Document(Document.SCHEMA, CrossValidationSpec.KIND, result, failures));
    }

    /** How each fold's model did at the epoch that was kept, from its history; empty where nothing was watched. */
    static List<LearningGap> learning(RunFolder folder, CrossValidationSpec run) {
        return learning(FoldFolder.all(folder, run.folds()).stream()
                .flatMap(fold -> fold.fits().stream())
                .toList());
    }

    /** As above, of these runs. */
    static List<LearningGap> learning(List<RunFolder> fits) {
        var gaps = new ArrayList<LearningGap>();
        for (RunFolder fit : fits) {
            RunSpec one = fit.readRun();
            List<EpochRecord> history = HistoryCsv.read(fit.history());
            int kept = one.outcome().bestEpoch() == 0
                    ? history.size()
                    : one.outcome().bestEpoch();
            history.stream()
                    .filter(epoch -> epoch.epoch() == kept && one.data().validation() > 0)
                    .map(epoch -> new LearningGap(
                            epoch.accuracy(),
                            epoch.valAccuracy(),
                            epoch.loss(),
                            epoch.valLoss(),
                            one.data().validation(),
                            !one.recipe().solved()))
                    .forEach(gaps::add);
        }
        return gaps;
    }

    /** Says what was missed, at the chosen thresholds and at 0.5, and cries out when it is worthless. */
    static void announce(CrossValidationResult result, Narrator narrator) {
        narrator.say(String.format(
                "%d scans in %d independent groups, each judged by models that saw no copy of it:",
                result.scans(), result.groups()));
        if (hasChosen(result)) {
            narrator.say(line("at each fold's own threshold", result.pooledAtChosen()));
        }
        narrator.say(line("at 0.5", result.pooledAtHalf()));
        BinaryMetrics half = result.pooledAtHalf();
        narrator.say(String.format(
                "ROC AUC %.3f, 95 %% interval by group %.3f to %.3f",
                half.rocAuc(),
                half.intervals().rocAuc().low(),
                half.intervals().rocAuc().high()));
        boolean few = Degeneracy.onlyTooFew(result.degenerate());
        result.degenerate().forEach(reason -> narrator.alarm(few ? reason : "DEGENERATE: " + reason));
    }

    /** Whether the folds have thresholds other than 0.5. */
    private static boolean hasChosen(CrossValidationResult result) {
        return Double.isNaN(result.operatingPoints().get(1).threshold());
    }

    private static String line(String where, BinaryMetrics m) {
        return String.format(
                "%s: missed %d of %d tumours, %d false alarms of %d; accuracy %.3f (%.3f to %.3f)",
                where,
                m.confusion().falseNegative(),
                m.positive().support(),
                m.confusion().falsePositive(),
                m.negative().support(),
                m.accuracy(),
                m.intervals().accuracy().low(),
                m.intervals().accuracy().high());
    }
}
