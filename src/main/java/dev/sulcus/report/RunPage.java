package dev.sulcus.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sulcus.evaluation.EvaluationResult;
import dev.sulcus.fault.Fault;
import dev.sulcus.metrics.BinaryMetrics;
import dev.sulcus.metrics.Confusion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The page about one model: what it missed, how sure that is, how it was trained and from what. Without a history it is
 * the page of an evaluation. The same content gives the same bytes. Thread-safe for different targets.
 */
public final class RunPage {
    private static final Comparator<Mistake> WORST_FIRST = Comparator.comparing(Mistake::missed)
            .thenComparingDouble(Mistake::error)
            .reversed()
            .thenComparing(Mistake::path);

    private RunPage() {}

    /**
     * Replaces {@code target}, whole or not at all.
     *
     * @throws Fault of kind data, naming the file, when it can't be written
     */
    public static void write(Path target, RunPageContent content) {
        List<Figure> judgement = judgement(content);
        List<Figure> training = training(content);
        var figures = new ArrayList<Figure>(judgement);
        figures.addAll(training);
        PageTemplate.write(target, "run", values(content, judgement, training), figures);
    }

    private static List<Figure> judgement(RunPageContent content) {
        BinaryMetrics metrics = content.validation().metrics();
        var curves = new CurveFigures(metrics);
        var probabilities = new ProbabilityFigures(metrics);
        return List.of(
                curves.roc(content.roc()),
                curves.precisionRecall(content.precisionRecall()),
                probabilities.calibration(content.calibration()),
                probabilities.histogram(content.validation().predictions()));
    }

    private static List<Figure> training(RunPageContent content) {
        return content.history().isEmpty()
                ? List.of()
                : new TrainingFigures(content.history(), content.bestEpoch(), solved(content)).all();
    }

    /** Whether a solver made the model: its history counts iterations, not epochs. */
    private static boolean solved(RunPageContent content) {
        return content.run().at("/recipe/network/type").asText().equals("logistic");
    }

    private static Map<String, Object> values(RunPageContent content, List<Figure> judgement, List<Figure> training) {
        EvaluationResult validation = content.validation();
        var values = new HashMap<String, Object>();
        values.put("title", content.name());
        values.put("kicker", training.isEmpty() ? "Evaluation" : "Training run");
        values.put("content", content);
        values.put("degenerateTitle", DegenerateTitle.of(validation.degenerate()));
        values.put("metrics", validation.metrics());
        values.put("degenerate", validation.degenerate());
        values.put("verdict", verdict(validation.metrics()));
        values.put("gauges", gauges(validation.metrics()));
        values.put("confusion", ConfusionTable.of(validation.metrics().confusion()));
        values.put("measures", Measure.of(validation.metrics()));
        values.put("judgement", judgement);
        values.put("training", training);
        values.put("rounds", solved(content) ? "iterations of the solver" : "epochs");
        values.put("mistakes", content.mistakes().stream().sorted(WORST_FIRST).toList());
        values.put("mistakeCount", mistakeCount(content));
        values.put(
                "enteredRows",
                content.entered() == null ? List.of() : content.entered().rows());
        values.put("weighted", !Double.isNaN(content.weights().positive()));
        values.put("model", model(content.run()));
        values.put("choice", choice(content));
        values.put("spread", IntervalShown.note(validation.metrics()));
        values.put("settings", SettingsGroup.of(content.run(), "run"));
        return values;
    }

    private static String verdict(BinaryMetrics metrics) {
        Confusion confusion = metrics.confusion();
        return "Missed " + NumberText.count(confusion.falseNegative()) + " of "
                + NumberText.plural(metrics.positive().support(), "tumour", "tumours") + "; "
                + NumberText.plural(confusion.falsePositive(), "false alarm", "false alarms") + " among "
                + NumberText.plural(metrics.negative().support(), "scan", "scans") + " without.";
    }

    private static String mistakeCount(RunPageContent content) {
        Confusion confusion = content.validation().metrics().confusion();
        int all = confusion.falseNegative() + confusion.falsePositive();
        int shown = content.mistakes().size();
        return shown < all ? "The worst " + shown + " of " + NumberText.count(all) + "." : "All " + all + ".";
    }

    /** What was judged, in a line; empty when the settings don't say. */
    private static String model(JsonNode run) {
        String name = run.at("/recipe/model").asText("");
        String folder = run.at("/data/folder").asText("");
        if (name.isEmpty() || folder.isEmpty()) {
            return "";
        }
        return name + ", " + NumberText.count(run.path("parameters").asLong()) + " parameters, trained on scans from "
                + folder;
    }

    /** Whoever picks the best of many epochs on some scans sees a little too much on these scans. */
    private static String choice(RunPageContent content) {
        return !content.choseEpoch() || content.bestEpoch() == 0
                ? ""
                : "Epoch " + content.bestEpoch() + " of " + content.history().size()
                        + " was kept because it did best on"
                        + " these same scans, so the figures are a little too good: judge the run on scans that had no"
                        + " part in it (sulcus evaluate RUN DATA) before you rely on them.";
    }

    private static List<Gauge> gauges(BinaryMetrics metrics) {
        Confusion confusion = metrics.confusion();
        int tumours = metrics.positive().support();
        int others = metrics.negative().support();
        double majority = (double) Math.max(tumours, others) / metrics.count();
        String commoner = tumours >= others ? "always “tumour”" : "always “no tumour”";
        return List.of(
                new Gauge(
                        "Sensitivity",
                        metrics.sensitivity(),
                        IntervalShown.sensitivity(metrics),
                        of(confusion.truePositive(), tumours) + " tumours found",
                        Double.NaN,
                        ""),
                new Gauge(
                        "Specificity",
                        metrics.specificity(),
                        IntervalShown.specificity(metrics),
                        of(confusion.trueNegative(), others) + " others cleared",
                        Double.NaN,
                        ""),
                new Gauge(
                        "ROC AUC",
                        metrics.rocAuc(),
                        IntervalShown.rocAuc(metrics),
                        "over all thresholds",
                        0.5,
                        "chance"),
                new Gauge(
                        "Accuracy",
                        metrics.accuracy(),
                        IntervalShown.accuracy(metrics),
                        of(confusion.truePositive() + confusion.trueNegative(), metrics.count()) + " right",
                        majority,
                        commoner));
    }

    private static String of(int part, int whole) {
        return NumberText.count(part) + " of " + NumberText.count(whole);
    }
}
