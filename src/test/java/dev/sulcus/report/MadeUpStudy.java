package dev.sulcus.report;

import dev.sulcus.artefact.Json;
import dev.sulcus.evaluation.EvaluationResult;
import dev.sulcus.evaluation.FailureEvidence;
import dev.sulcus.evaluation.FailureFinder;
import dev.sulcus.evaluation.ModelComparison;
import dev.sulcus.evaluation.ModelPredictions;
import dev.sulcus.evaluation.Prediction;
import dev.sulcus.metrics.BinaryMetrics;
import dev.sulcus.metrics.BootstrapConfig;
import dev.sulcus.metrics.CalibrationCurve;
import dev.sulcus.metrics.Degeneracy;
import dev.sulcus.metrics.Interval;
import dev.sulcus.metrics.OperatingPointResult;
import dev.sulcus.metrics.RocCurve;
import dev.sulcus.metrics.Samples;
import dev.sulcus.metrics.ThresholdConfig;
import dev.sulcus.shortcut.FactWeight;
import dev.sulcus.shortcut.ShortcutAudit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** Studies that nobody made, for the pages' tests and preview. */
final class MadeUpStudy {
    private static final int SCANS = 253;
    private static final int TUMOURS = 155;
    private static final int FOLDS = 5;
    private static final double LOW = 0.31;
    private static final BootstrapConfig BOOTSTRAP = new BootstrapConfig(200, 1);

    private MadeUpStudy() {}

    static StudyContent sound() {
        return study(
                false, comparison(List.of("logistic", "cnn", "efficientnet-b0"), new double[] {1.1, 2, 3}, true), null);
    }

    static StudyContent notebook() {
        ComparisonContent models =
                comparison(List.of("logistic", "cnn", "efficientnet-b0"), new double[] {1.1, 1.6, Double.NaN}, false);
        var fed = new StudyContent.FedRight(
                "efficientnet-b0",
                judged(predictions(Double.NaN, 3)),
                judged(predictions(1.4, 3)),
                "efficientnet-b0-fed-right/report.html");
        return study(true, models, fed);
    }

    /**
     * Models of rising skill.
     *
     * @param skills how far apart the scores of the two labels lie; NaN calls everything a tumour
     */
    static ComparisonContent comparison(List<String> names, double[] skills, boolean folds) {
        Map<String, Integer> groups = new HashMap<>();
        predictions(1, 1).forEach(row -> groups.put(row.path(), row.path().hashCode() % 209));
        List<List<Prediction>> rows = IntStream.range(0, names.size())
                .mapToObj(i -> predictions(skills[i], i))
                .toList();
        ModelComparison half = compare(names, rows, groups, 0.5);
        ModelComparison chosen = folds ? compare(names, rows, groups, LOW) : half;
        List<ModelCard> cards = IntStream.range(0, names.size())
                .mapToObj(i ->
                        card(names.get(i), rows.get(i), half.models().get(i).metrics(), folds, i))
                .toList();
        String judged =
                "253 scans of scans/brain-mri-253, 155 with tumour, in 209 independent groups; each by models that"
                        + " learnt from neither it nor a copy of it";
        return new ComparisonContent(
                "Study of brain-mri-253",
                judged,
                half,
                chosen,
                cards,
                "Scored per second: one network of each run on the same 253 files.",
                List.of());
    }

    static StudyContent study(boolean notebook, ComparisonContent comparison, StudyContent.FedRight fed) {
        var audit = new ShortcutAudit(
                SCANS,
                FOLDS,
                1,
                0.829,
                new Interval(0.77, 0.88),
                0.75,
                0.8,
                0.001,
                true,
                List.of(new FactWeight("width", 0.71, 0.05), new FactWeight("bytes per pixel", 0.69, 0.03)),
                "File facts alone, no pixels of the brain, reach AUC 0.829 (0.770–0.880).");
        var run = Map.of(
                "seed",
                1,
                "device",
                "cpu: made up, 2 cores",
                "versions",
                Map.of("sulcus", "0.1.0", "revision", "abc", "tensorflow", "2.18.0"));
        return new StudyContent(
                notebook,
                comparison,
                MadeUpContent.summary(),
                audit,
                new StudyContent.Leak(50, 12),
                fed,
                List.of(
                        new Mistake("yes/Y1.jpg", 1, 0.1, MadeUpContent.jpeg(1), MadeUpContent.jpeg(2)),
                        new Mistake("no/N2.jpg", 0, 0.9, MadeUpContent.jpeg(3))),
                List.of(new StudyContent.Link("cnn", "cnn/report.html", "every figure")),
                Json.tree(run));
    }

    private static ModelComparison compare(
            List<String> names, List<List<Prediction>> rows, Map<String, Integer> groups, double threshold) {
        var models = new ArrayList<ModelPredictions>();
        for (int i = 0; i < names.size(); i++) {
            List<Prediction> called = rows.get(i).stream()
                    .map(row -> new Prediction(
                            row.path(), row.label(), row.probability(), row.probability() >= threshold ? 1 : 0))
                    .toList();
            models.add(new ModelPredictions(names.get(i), called));
        }
        return ModelComparison.of(models, groups, BOOTSTRAP);
    }

    private static ModelCard card(
            String name, List<Prediction> rows, BinaryMetrics metrics, boolean folds, int number) {
        Samples samples = samples(rows);
        var wanted = ThresholdConfig.SENSITIVITY_95;
        OperatingPointResult half = OperatingPointResult.of(
                samples.calledAt(0.5), ThresholdConfig.HALF, 0.5, OperatingPointResult.PREVALENCES);
        OperatingPointResult chosen =
                OperatingPointResult.of(samples.calledAt(LOW), wanted, Double.NaN, OperatingPointResult.PREVALENCES);
        return new ModelCard(
                name,
                name,
                "224 × 224, area",
                name.startsWith("eff") ? "starts from the pulled weights" : "",
                new long[] {150_529, 44_396_609, 4_050_852}[number],
                folds ? FOLDS : 1,
                new double[] {31, 1400, 5200}[number],
                new double[] {1890, 410, 198}[number],
                FailureFinder.find(FailureEvidence.of(samples, 0.5, BOOTSTRAP, List.of())),
                Degeneracy.reasons(metrics),
                folds ? foldMetrics(rows) : List.of(metrics),
                half,
                folds ? chosen : half,
                RocCurve.of(samples.labels(), samples.probabilities()),
                CalibrationCurve.of(samples.labels(), samples.probabilities(), 10),
                name + "/report.html",
                name + ": 95 % means 16 of 16.");
    }

    private static List<BinaryMetrics> foldMetrics(List<Prediction> rows) {
        return IntStream.range(0, FOLDS)
                .mapToObj(fold -> IntStream.range(0, rows.size())
                        .filter(i -> i % FOLDS == fold)
                        .mapToObj(rows::get)
                        .toList())
                .map(part -> BinaryMetrics.of(samples(part), 0.5, BootstrapConfig.NONE))
                .toList();
    }

    private static EvaluationResult judged(List<Prediction> rows) {
        Samples samples = samples(rows);
        return EvaluationResult.of(
                rows.stream().map(Prediction::path).toList(),
                samples.labels(),
                samples.probabilities(),
                0.5,
                BOOTSTRAP);
    }

    private static Samples samples(List<Prediction> rows) {
        return Samples.at(
                0.5,
                rows.stream().mapToInt(Prediction::label).toArray(),
                rows.stream().mapToDouble(Prediction::probability).toArray());
    }

    private static List<Prediction> predictions(double skill, long seed) {
        var random = new Random(seed);
        return IntStream.range(0, SCANS)
                .mapToObj(i -> {
                    int label = i < TUMOURS ? 1 : 0;
                    double noise = random.nextGaussian();
                    double logit = Double.isNaN(skill) ? 0.4 + 0.001 * noise : noise + skill * (label - 0.4);
                    double probability = 1 / (1 + Math.exp(-logit));
                    return new Prediction(
                            (label == 1 ? "yes/Y" : "no/N") + i + ".jpg",
                            label,
                            probability,
                            probability >= 0.5 ? 1 : 0);
                })
                .toList();
    }
}
