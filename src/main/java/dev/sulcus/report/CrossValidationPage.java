package dev.sulcus.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sulcus.evaluation.ChosenThreshold;
import dev.sulcus.evaluation.CrossValidationResult;
import dev.sulcus.evaluation.FailureMode;
import dev.sulcus.evaluation.FoldPrediction;
import dev.sulcus.evaluation.FoldResult;
import dev.sulcus.fault.Fault;
import dev.sulcus.metrics.BinaryMetrics;
import dev.sulcus.metrics.Confusion;
import dev.sulcus.metrics.Figure;
import dev.sulcus.metrics.Interval;
import dev.sulcus.metrics.OperatingPointResult;
import dev.sulcus.metrics.Proportion;
import dev.sulcus.metrics.ThresholdConfig;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The page about a cross-validation: what models that never saw a scan, nor a copy of it, missed there, what that would
 * cost, how sure it is and how the folds differ. The same content gives the same bytes. Thread-safe for different targets.
 */
public final class CrossValidationPage {
    /** Missed tumours first, then the surest. */
    static final Comparator<Mistake> WORST_FIRST = Comparator.comparing(Mistake::missed)
            .thenComparingDouble(Mistake::error)
            .reversed()
            .thenComparing(Mistake::path);

    private final CrossValidationContent content;
    private final CrossValidationResult result;
    private final OperatingPointResult half;
    private final OperatingPointResult chosen;

    private CrossValidationPage(CrossValidationContent content) {
        this.content = content;
        result = content.result();
        half = result.operatingPoints().get(0);
        chosen = result.operatingPoints().get(1);
    }

    /**
     * Replaces {@code target}, whole or not at all.
     *
     * @throws Fault of kind data, naming the file, when it can't be written
     */
    public static void write(Path target, CrossValidationContent content) {
        var page = new CrossValidationPage(content);
        List<dev.sulcus.report.Figure> figures = page.figures();
        PageTemplate.write(target, "folds", page.values(figures), figures);
    }

    private List<dev.sulcus.report.Figure> figures() {
        var curves = hasChosen()
                ? new CurveFigures(result.pooledAtHalf(), result.pooledAtChosen())
                : new CurveFigures(result.pooledAtHalf());
        var probabilities = new ProbabilityFigures(result.pooledAtHalf());
        return List.of(
                curves.roc(content.roc()),
                curves.precisionRecall(content.precisionRecall()),
                probabilities.calibration(content.calibration()),
                probabilities.histogram(result.predictions().stream()
                        .map(FoldPrediction::prediction)
                        .toList()));
    }

    private Map<String, Object> values(List<dev.sulcus.report.Figure> figures) {
        var values = new HashMap<String, Object>();
        values.put("title", content.name());
        values.put("kicker", "Cross-validation");
        values.put("content", content);
        values.put("degenerateTitle", DegenerateTitle.of(result.degenerate()));
        values.put("result", result);
        values.put("model", model(content.run()));
        values.put("judged", judged());
        values.put("verdict", verdict(leading()));
        values.put("otherVerdict", hasChosen() ? "At 0.5 instead: " + verdict(result.pooledAtHalf()) : "");
        values.put("leading", leadingName());
        values.put("gauges", gauges());
        values.put("points", points());
        values.put("pointName", points().get(0).name());
        values.put("prevalence", (double) result.tumours() / result.scans());
        values.put("thresholdStory", thresholdStory());
        values.put("failures", content.failures().stream().map(Failing::of).toList());
        values.put("table", FoldTable.of(result, content.keptEpochs()));
        values.put("halfMeasures", hasChosen() ? FoldTable.lines(result.atHalf()) : List.of());
        values.put("calibrationLine", calibrationLine());
        values.put("figures", figures);
        values.put("mistakes", content.mistakes().stream().sorted(WORST_FIRST).toList());
        values.put("mistakeCount", mistakeCount());
        values.put("settings", SettingsGroup.of(content.run(), "run"));
        return values;
    }

    /**
     * A failure for the list of findings.
     *
     * @param grave whether the model is worthless, or chance is unlikely to explain it
     */
    record Failing(boolean grave, String headline, String sentence) {
        static Failing of(FailureMode mode) {
            String name = mode.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
            String detail =
                    mode.sentence().substring(mode.sentence().indexOf(": ") + 1).strip();
            boolean grave = mode.certain() && mode.kind() != FailureMode.Kind.TOO_FEW_SCANS;
            return new Failing(grave, mode.certain() ? name : name + " (may be chance)", detail);
        }
    }

    /** Whether scans were also called at another threshold than 0.5. */
    private boolean hasChosen() {
        return !chosen.wanted().equals(ThresholdConfig.HALF);
    }

    private boolean wantsSensitivity() {
        return chosen.wanted().kind() == ThresholdConfig.Kind.SENSITIVITY;
    }

    private BinaryMetrics leading() {
        return hasChosen() ? result.pooledAtChosen() : result.pooledAtHalf();
    }

    private List<PointCard> points() {
        return hasChosen() ? List.of(PointCard.of(chosen), PointCard.of(half)) : List.of(PointCard.of(half));
    }

    private String leadingName() {
        return wantsSensitivity()
                ? "at each fold’s own threshold, set to find "
                        + NumberText.number(100 * chosen.wanted().value()) + "\u202f% of the tumours it was chosen on"
                : "from a probability of " + NumberText.number(chosen.threshold()) + " on";
    }

    private String judged() {
        return NumberText.count(result.scans()) + " scans of " + content.data() + ", "
                + NumberText.count(result.tumours()) + " with tumour, in " + NumberText.count(result.groups())
                + " independent groups; each by a model that neither it nor a copy of it trained, stopped or tuned";
    }

    private static String verdict(BinaryMetrics metrics) {
        Confusion confusion = metrics.confusion();
        return "Missed " + NumberText.count(confusion.falseNegative()) + " of "
                + NumberText.plural(metrics.positive().support(), "tumour", "tumours") + "; "
                + NumberText.plural(confusion.falsePositive(), "false alarm", "false alarms") + " among "
                + NumberText.plural(metrics.negative().support(), "scan", "scans") + " without.";
    }

    private List<Gauge> gauges() {
        BinaryMetrics metrics = leading();
        OperatingPointResult point = hasChosen() ? chosen : half;
        int tumours = metrics.positive().support();
        int others = metrics.negative().support();
        double majority = (double) Math.max(tumours, others) / metrics.count();
        String commoner = tumours >= others ? "always “tumour”" : "always “no tumour”";
        Confusion confusion = metrics.confusion();
        return List.of(
                gauge("Sensitivity", Figure.SENSITIVITY, point.sensitivity(), "tumours found", Double.NaN, ""),
                gauge("Specificity", Figure.SPECIFICITY, point.specificity(), "others cleared", Double.NaN, ""),
                new Gauge("ROC AUC", metrics.rocAuc(), interval(Figure.ROC_AUC), "over all thresholds", 0.5, "chance"),
                new Gauge(
                        "Accuracy",
                        metrics.accuracy(),
                        interval(Figure.ACCURACY),
                        NumberText.count(confusion.truePositive() + confusion.trueNegative()) + " of "
                                + NumberText.count(metrics.count()) + " right",
                        majority,
                        commoner));
    }

    private Gauge gauge(
            String name, Figure figure, Proportion share, String counted, double reference, String referenceName) {
        Interval drawn = interval(figure);
        // Where all scans of a kind were called alike resampling finds no spread: Wilson's interval stands there.
        Interval shown = drawn.low() == drawn.high() ? share.wilson() : drawn;
        String counts = NumberText.count(share.hits()) + " of " + NumberText.count(share.count()) + " " + counted;
        return new Gauge(name, share.value(), shown, counts, reference, referenceName);
    }

    private Interval interval(Figure figure) {
        return FoldTable.find(hasChosen() ? result.atChosen() : result.atHalf(), figure)
                .interval();
    }

    private String thresholdStory() {
        if (!wantsSensitivity()) {
            return "The threshold, " + NumberText.number(chosen.threshold())
                    + ", was fixed before anything was trained; no scan chose it.";
        }
        int least = result.folds().stream().mapToInt(FoldResult::tuned).min().orElse(0);
        int most = result.folds().stream().mapToInt(FoldResult::tuned).max().orElse(0);
        String scans =
                least == most ? NumberText.count(least) : NumberText.count(least) + " to " + NumberText.count(most);
        List<ThresholdWords.Tuned> tuned =
                result.folds().stream().map(fold -> tuned(fold.threshold())).toList();
        boolean stopped = content.keptEpochs().stream().anyMatch(epoch -> epoch > 0);
        return "In each fold, " + scans + " scans of the training folds were not learnt from: they "
                + (stopped ? "chose the epoch and then" : "had no say in the training, and")
                + " chose the threshold, the highest that finds at least "
                + NumberText.number(100 * chosen.wanted().value())
                + "\u202f% of their tumours. Only then were the test scans scored, once. So few scans choose coarsely: "
                + ThresholdWords.of(chosen.wanted().value(), tuned)
                + ". On the test scans sensitivity came to "
                + NumberText.ratio(chosen.sensitivity().value())
                + ".";
    }

    private static ThresholdWords.Tuned tuned(ChosenThreshold threshold) {
        Confusion tuning = threshold.tuning();
        return new ThresholdWords.Tuned(
                tuning.truePositive(), tuning.truePositive() + tuning.falseNegative(), threshold.value());
    }

    private String calibrationLine() {
        var line = result.calibration();
        String chance = "An expected calibration error of "
                + NumberText.ratio(result.pooledAtHalf().expectedCalibrationError());
        return Double.isNaN(line.slope())
                ? ""
                : "Calibration line: slope " + NumberText.ratio(line.slope()) + " ("
                        + NumberText.interval(line.slopeInterval())
                        + "; 1 is right, below 1 means too sure), intercept "
                        + NumberText.ratio(line.intercept()) + " ("
                        + NumberText.ratio(line.interceptInterval().low()) + " to "
                        + NumberText.ratio(line.interceptInterval().high())
                        + "). " + chance + " is to be seen against "
                        + NumberText.ratio(result.calibrationNoise().mean())
                        + ", which chance alone would give.";
    }

    private String mistakeCount() {
        Confusion confusion = leading().confusion();
        int all = confusion.falseNegative() + confusion.falsePositive();
        int shown = content.mistakes().size();
        String counted = shown < all ? "The worst " + shown + " of " + NumberText.count(all) : "All " + all;
        return counted + (wantsSensitivity() ? ", at the folds’ own thresholds." : ".");
    }

    private static String model(JsonNode run) {
        String name = run.at("/recipe/model").asText("");
        return name.isEmpty()
                ? ""
                : name + ", " + NumberText.count(run.path("parameters").asLong())
                        + " parameters, trained anew in each fold";
    }
}
