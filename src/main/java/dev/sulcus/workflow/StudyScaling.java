package dev.sulcus.workflow;

import dev.sulcus.artefact.Json;
import dev.sulcus.dataset.ClassWeights;
import dev.sulcus.dataset.Dataset;
import dev.sulcus.dataset.SplitPart;
import dev.sulcus.evaluation.EvaluationResult;
import dev.sulcus.evaluation.Prediction;
import dev.sulcus.evaluation.PredictionsCsv;
import dev.sulcus.metrics.BootstrapConfig;
import dev.sulcus.model.ModelBundle;
import dev.sulcus.model.Views;
import dev.sulcus.report.StudyContent;
import dev.sulcus.training.TrainingResources;
import java.util.List;
import java.util.Optional;

/**
 * The notebook's fault on purpose, and undone: weights that were trained on pixels divided by 255 twice, judged as they
 * were trained and fed right, on the same scans. Used by one thread.
 *
 * @param folder the study's
 * @param data its scans
 * @param resources what it may use of the machine
 */
record StudyScaling(StudyFolder folder, Dataset data, TrainingResources resources, Narrator narrator) {
    /** The first of the study's models that was fed wrongly on purpose, judged in both ways; empty when none was. */
    Optional<StudyContent.FedRight> judge(StudySpec study) {
        return study.models().stream()
                .filter(model -> Scaling.doubled(study.recipes().get(model).network()))
                .findFirst()
                .map(this::judge);
    }

    private StudyContent.FedRight judge(String model) {
        RunFolder run = folder.run(model);
        ModelBundle wrong = ModelBundle.find(run.path());
        RunFolder right = folder.fedRight(model);
        ModelBundle bundle = Scaling.rewrite(wrong, right.model(), false);
        SplitPart part = SplitPart.of(data, run.readSplit().toSplit(data).validation());
        EvaluationResult once = Judgement.judge(SavedModels.of(bundle), Views.PLAIN, part, resources, narrator);
        Judgement.write(right, page(model, run), part, once, resources.maxPixels());
        EvaluationResult twice =
                result(PredictionsCsv.read(run.predictions()), wrong.spec().threshold());
        return new StudyContent.FedRight(model, twice, once, CompareWork.relative(folder.path(), right.report()));
    }

    private static EvaluationResult result(List<Prediction> predictions, double threshold) {
        return EvaluationResult.of(
                predictions.stream().map(Prediction::path).toList(),
                predictions.stream().mapToInt(Prediction::label).toArray(),
                predictions.stream().mapToDouble(Prediction::probability).toArray(),
                threshold,
                BootstrapConfig.DEFAULT);
    }

    private static Judgement.Page page(String model, RunFolder run) {
        return new Judgement.Page(
                model + ", fed right",
                "the scans that " + run.name() + " held back; its weights, without the second division by 255",
                List.of(),
                0,
                false,
                List.of("trained on pixels that were divided by 255 twice, on purpose, and judged on pixels that were"
                        + " divided once"),
                new ClassWeights(Double.NaN, Double.NaN),
                Json.tree(run.readRun()));
    }
}
