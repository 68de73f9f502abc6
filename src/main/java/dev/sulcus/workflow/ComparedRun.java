package dev.sulcus.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sulcus.artefact.Json;
import dev.sulcus.evaluation.FailureEvidence;
import dev.sulcus.evaluation.FailureFinder;
import dev.sulcus.evaluation.FailureMode;
import dev.sulcus.evaluation.FoldPrediction;
import dev.sulcus.evaluation.ModelPredictions;
import dev.sulcus.evaluation.Prediction;
import dev.sulcus.evaluation.PredictionsCsv;
import dev.sulcus.fault.Fault;
import dev.sulcus.metrics.BinaryMetrics;
import dev.sulcus.metrics.BootstrapConfig;
import dev.sulcus.metrics.OperatingPointResult;
import dev.sulcus.metrics.Samples;
import dev.sulcus.metrics.ThresholdConfig;
import dev.sulcus.training.EpochRecord;
import dev.sulcus.training.HistoryCsv;
import dev.sulcus.workflow.RunSpec.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A finished run as a comparison sees it: what it said of each scan, and what it took.
 *
 * @param name in the comparison
 * @param trained what it was trained on, and how
 * @param parameters numbers of one network
 * @param fits the folder of every network that was trained
 * @param folds what was said of each fold's test scans, in order; a single run is one fold
 * @param grouped whether the predictions know their groups of copies
 * @param wanted how the threshold was found
 */
record ComparedRun(
        String name,
        TrainedOn trained,
        long parameters,
        List<RunFolder> fits,
        List<List<FoldPrediction>> folds,
        boolean grouped,
        ThresholdConfig wanted) {
    private static final double HALF = 0.5;

    /**
     * Reads a run's folder.
     *
     * @throws Fault of kind data when it is not finished or lacks its predictions
     */
    static ComparedRun read(String name, Path path) {
        var folder = new RunFolder(path);
        return folder.holdsCrossValidation() ? ofFolds(name, folder) : ofOne(name, folder);
    }

    private static ComparedRun ofFolds(String name, RunFolder folder) {
        CrossValidationSpec run = SavedModels.finished(folder);
        var folds = new TreeMap<Integer, List<FoldPrediction>>();
        for (FoldPrediction row : PredictionsCsv.readFolds(folder.predictions())) {
            folds.computeIfAbsent(row.fold(), number -> new ArrayList<>()).add(row);
        }
        List<RunFolder> fits = FoldFolder.all(folder, run.folds()).stream()
                .flatMap(fold -> fold.fits().stream())
                .toList();
        return new ComparedRun(
                name,
                TrainedOn.read(folder),
                run.parameters(),
                fits,
                List.copyOf(folds.values()),
                true,
                run.folds().operatingPoint());
    }

    private static ComparedRun ofOne(String name, RunFolder folder) {
        RunSpec run = folder.readRun();
        if (run.status() != Status.FINISHED) {
            throw Fault.data(folder.path() + ": this run is not finished; continue it with: sulcus train --resume "
                    + folder.path());
        }
        List<FoldPrediction> rows = PredictionsCsv.read(folder.predictions()).stream()
                .map(row -> new FoldPrediction(row.path(), row.label(), row.probability(), row.predicted(), 1, 0))
                .toList();
        double threshold = run.recipe().threshold();
        return new ComparedRun(
                name,
                TrainedOn.read(folder),
                run.parameters(),
                List.of(folder),
                List.of(rows),
                false,
                new ThresholdConfig(ThresholdConfig.Kind.FIXED, threshold));
    }

    /** Everything it said, in no order that matters. */
    List<FoldPrediction> rows() {
        return folds.stream().flatMap(List::stream).toList();
    }

    /** Called at the thresholds that it came with. */
    ModelPredictions chosen() {
        return ModelPredictions.ofFolds(name, rows());
    }

    /** Called from 0.5 on. */
    ModelPredictions half() {
        return new ModelPredictions(
                name,
                rows().stream()
                        .map(row -> new Prediction(
                                row.path(), row.label(), row.probability(), row.probability() >= HALF ? 1 : 0))
                        .toList());
    }

    /** Whether it came with another threshold than 0.5. */
    boolean hasChosen() {
        return !wanted.equals(ThresholdConfig.HALF);
    }

    /** Every figure of each fold at 0.5, without intervals. */
    List<BinaryMetrics> foldMetrics() {
        return folds.stream()
                .map(rows -> BinaryMetrics.of(labels(rows), probabilities(rows), HALF, BootstrapConfig.NONE))
                .toList();
    }

    /** Its calls at the thresholds that it came with, in groups of copies. */
    Samples samples(Map<String, Integer> groupOf) {
        List<FoldPrediction> rows = rows();
        boolean[] called = new boolean[rows.size()];
        int[] groups = new int[rows.size()];
        for (int i = 0; i < called.length; i++) {
            called[i] = rows.get(i).predicted() == 1;
            groups[i] = groupOf.isEmpty() ? i : groupOf.get(rows.get(i).path());
        }
        return new Samples(labels(rows), probabilities(rows), called, groups);
    }

    /** What its own calls come to at stated prevalences. */
    OperatingPointResult chosenPoint(Samples samples) {
        double threshold = wanted.kind() == ThresholdConfig.Kind.FIXED ? wanted.value() : Double.NaN;
        return OperatingPointResult.of(samples, wanted, threshold, OperatingPointResult.PREVALENCES);
    }

    /** What calls from 0.5 on come to. */
    static OperatingPointResult halfPoint(Samples samples) {
        return OperatingPointResult.of(
                samples.calledAt(HALF), ThresholdConfig.HALF, HALF, OperatingPointResult.PREVALENCES);
    }

    /** How it fails at 0.5: as it was found when the folds were judged, or now. */
    List<FailureMode> failures(Samples samples) {
        if (!grouped) {
            return FailureFinder.find(FailureEvidence.of(
                    samples, HALF, BootstrapConfig.DEFAULT, CrossValidationJudgement.learning(fits)));
        }
        Path metrics = trained.folder().metrics();
        JsonNode failures = Json.read(metrics, JsonNode.class).path("failures");
        return List.of(Json.parse(metrics, failures.toString(), FailureMode[].class));
    }

    /** Wall time of all epochs of all its networks; NaN where a history is missing. */
    double trainingSeconds() {
        double seconds = 0;
        for (RunFolder fit : fits) {
            seconds += Files.isRegularFile(fit.history())
                    ? HistoryCsv.read(fit.history()).stream()
                            .mapToDouble(EpochRecord::seconds)
                            .sum()
                    : Double.NaN;
        }
        return seconds;
    }

    private static int[] labels(List<FoldPrediction> rows) {
        return rows.stream().mapToInt(FoldPrediction::label).toArray();
    }

    private static double[] probabilities(List<FoldPrediction> rows) {
        return rows.stream().mapToDouble(FoldPrediction::probability).toArray();
    }
}
