package dev.sulcus.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sulcus.artefact.Json;
import dev.sulcus.dataset.ClassWeights;
import dev.sulcus.dataset.SplitPart;
import dev.sulcus.evaluation.EvaluationResult;
import dev.sulcus.evaluation.Evaluator;
import dev.sulcus.evaluation.Prediction;
import dev.sulcus.evaluation.PredictionsCsv;
import dev.sulcus.metrics.BinaryMetrics;
import dev.sulcus.metrics.BootstrapConfig;
import dev.sulcus.metrics.CalibrationCurve;
import dev.sulcus.metrics.Degeneracy;
import dev.sulcus.metrics.PrecisionRecallCurve;
import dev.sulcus.metrics.RocCurve;
import dev.sulcus.model.Classifier;
import dev.sulcus.model.Views;
import dev.sulcus.pipeline.Thumbnails;
import dev.sulcus.report.EnteredPixels;
import dev.sulcus.report.Mistake;
import dev.sulcus.report.RunPage;
import dev.sulcus.report.RunPageContent;
import dev.sulcus.report.UrgentScan;
import dev.sulcus.training.EpochRecord;
import dev.sulcus.training.TrainingResources;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Judges a saved model on labelled scans and writes what a person and a program read of it. */
final class Judgement {
    private static final int WORST = 24;
    private static final int WORST_MISSED = 16;
    static final int THUMBNAIL_SIDE = 160;
    private static final int URGENT = 6;
    private static final int BINS = 10;

    private Judgement() {}

    /** Loads the models from disk, as scoring does, and runs them over {@code part}. */
    static EvaluationResult judge(
            SavedModels models, Views views, SplitPart part, TrainingResources resources, Narrator narrator) {
        try (Classifier classifier = models.open(views, resources);
                Narrator.Task task = narrator.task("judging", part.size())) {
            EvaluationResult result = Evaluator.evaluate(
                    classifier, part, models.pipeline(resources), models.threshold(), BootstrapConfig.DEFAULT, task);
            classifier.locking().refusal().ifPresent(narrator::warn);
            return result;
        }
    }

    /** Writes metrics.json, predictions.csv and report.html. */
    static void write(RunFolder folder, Page page, SplitPart part, EvaluationResult result, long maxPixels) {
        write(folder, page, part, result, HeatPictures.NONE, maxPixels);
    }

    /** As above, with heat maps of the mistakes and of the most urgent scans. */
    static void write(
            RunFolder folder, Page page, SplitPart part, EvaluationResult result, HeatPictures heats, long maxPixels) {
        PredictionsCsv.write(folder.predictions(), result.predictions());
        double[] probabilities = result.predictions().stream()
                .mapToDouble(Prediction::probability)
                .toArray();
        List<Mistake> mistakes = worst(result.predictions(), part.files(), maxPixels);
        List<Prediction> urgent = heats.urgent() ? urgent(result.predictions()) : List.of();
        Map<String, Path> files = files(part);
        var shown = new LinkedHashMap<String, Path>();
        mistakes.stream()
                .limit(heats.mistakes())
                .forEach(mistake -> shown.put(mistake.path(), files.get(mistake.path())));
        urgent.forEach(prediction -> shown.put(prediction.path(), files.get(prediction.path())));
        Map<String, byte[]> maps = heats.jpegs(shown, THUMBNAIL_SIDE);
        RunPage.write(
                folder.report(),
                new RunPageContent(
                        page.name,
                        page.data,
                        page.history,
                        page.bestEpoch,
                        page.choseEpoch,
                        result,
                        RocCurve.of(part.labels(), probabilities),
                        PrecisionRecallCurve.of(part.labels(), probabilities),
                        CalibrationCurve.of(part.labels(), probabilities, BINS),
                        mistakes.stream()
                                .map(mistake -> mistake.withHeat(maps.get(mistake.path())))
                                .toList(),
                        page.warnings,
                        page.weights,
                        page.run,
                        urgent.stream()
                                .filter(prediction -> maps.containsKey(prediction.path()))
                                .map(p -> tile(p, files.get(p.path()), maps.get(p.path()), maxPixels))
                                .toList(),
                        page.entered));
        Json.write(folder.metrics(), MetricsDocument.of(result));
    }

    /** Says the figures that matter, sensitivity first, and cries out when they are worthless. */
    static void announce(EvaluationResult result, Narrator narrator) {
        BinaryMetrics m = result.metrics();
        narrator.say(String.format(
                "%d scans: sensitivity %.3f (%d of %d tumours missed), specificity %.3f (%d false alarms), accuracy %.3f",
                m.count(),
                m.sensitivity(),
                m.confusion().falseNegative(),
                m.positive().support(),
                m.specificity(),
                m.confusion().falsePositive(),
                m.accuracy()));
        narrator.say(String.format(
                "ROC AUC %.3f, 95 %% interval %.3f to %.3f; accuracy %.3f to %.3f",
                m.rocAuc(),
                m.intervals().rocAuc().low(),
                m.intervals().rocAuc().high(),
                m.intervals().accuracy().low(),
                m.intervals().accuracy().high()));
        boolean few = Degeneracy.onlyTooFew(result.degenerate());
        result.degenerate().forEach(reason -> narrator.alarm(few ? reason : "DEGENERATE: " + reason));
    }

    /**
     * The worst of the wrong calls, with pictures; {@code files} are those of the predictions, in order. Missed tumours
     * come first, but leave some room for false alarms.
     */
    static List<Mistake> worst(List<Prediction> predictions, List<Path> files, long maxPixels) {
        List<Integer> missed = wrong(predictions, 1);
        List<Integer> alarms = wrong(predictions, 0);
        int shown = Math.min(missed.size(), Math.max(WORST_MISSED, WORST - alarms.size()));
        return Stream.concat(missed.stream().limit(shown), alarms.stream())
                .limit(WORST)
                .map(i -> mistake(predictions.get(i), files.get(i), maxPixels))
                .toList();
    }

    /** Places of the wrong calls of one label, the surest first. */
    private static List<Integer> wrong(List<Prediction> predictions, int label) {
        return IntStream.range(0, predictions.size())
                .filter(i -> predictions.get(i).label() == label
                        && predictions.get(i).predicted() != label)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -distance(predictions.get(i))))
                .toList();
    }

    /** The scans that the model puts first. */
    private static List<Prediction> urgent(List<Prediction> predictions) {
        return predictions.stream()
                .sorted(Comparator.comparingDouble(Prediction::probability)
                        .reversed()
                        .thenComparing(Prediction::path))
                .limit(URGENT)
                .toList();
    }

    private static UrgentScan tile(Prediction p, Path file, byte[] heat, long maxPixels) {
        return new UrgentScan(
                p.path(), p.label(), p.probability(), Thumbnails.jpeg(file, THUMBNAIL_SIDE, maxPixels), heat);
    }

    private static Map<String, Path> files(SplitPart part) {
        var files = new HashMap<String, Path>();
        for (int i = 0; i < part.size(); i++) {
            files.put(part.paths().get(i), part.files().get(i));
        }
        return files;
    }

    private static double distance(Prediction prediction) {
        return Math.abs(prediction.probability() - prediction.label());
    }

    private static Mistake mistake(Prediction p, Path file, long maxPixels) {
        return new Mistake(p.path(), p.label(), p.probability(), Thumbnails.jpeg(file, THUMBNAIL_SIDE, maxPixels));
    }

    /**
     * What a page says besides the figures.
     *
     * @param name heading
     * @param data one line about the scans
     * @param history empty for an evaluation
     * @param bestEpoch 0 when unknown
     * @param choseEpoch whether the scans that are judged also chose it
     * @param warnings one line each
     * @param weights NaN when unknown
     * @param run tree of run.json
     * @param entered the pixels that entered the model; null when nobody looked
     */
    record Page(
            String name,
            String data,
            List<EpochRecord> history,
            int bestEpoch,
            boolean choseEpoch,
            List<String> warnings,
            ClassWeights weights,
            JsonNode run,
            EnteredPixels entered) {
        /** Where nobody looked at the pixels that entered. */
        Page(
                String name,
                String data,
                List<EpochRecord> history,
                int bestEpoch,
                boolean choseEpoch,
                List<String> warnings,
                ClassWeights weights,
                JsonNode run) {
            this(name, data, history, bestEpoch, choseEpoch, warnings, weights, run, null);
        }
    }
}
