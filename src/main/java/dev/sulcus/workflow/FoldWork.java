package dev.sulcus.workflow;

import dev.sulcus.artefact.AtomicFile;
import dev.sulcus.artefact.Json;
import dev.sulcus.dataset.Dataset;
import dev.sulcus.dataset.DuplicateGroups;
import dev.sulcus.dataset.Split;
import dev.sulcus.dataset.SplitPart;
import dev.sulcus.dataset.SplitSpec;
import dev.sulcus.device.DeviceReport;
import dev.sulcus.evaluation.EvaluationResult;
import dev.sulcus.evaluation.FoldPlan;
import dev.sulcus.evaluation.FoldPrediction;
import dev.sulcus.evaluation.FoldResult;
import dev.sulcus.evaluation.PredictionsCsv;
import dev.sulcus.metrics.BootstrapConfig;
import dev.sulcus.model.CounterRandom;
import dev.sulcus.model.ModelBundle;
import dev.sulcus.model.Views;
import dev.sulcus.training.TrainingResources;
import dev.sulcus.workflow.RunSpec.Status;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * One fold of a cross-validation: trains its models, tunes, judges, and leaves a run's folder. A fold that was killed goes
 * on where it stood; one that is finished is only read. Used by one thread.
 *
 * @param folder where it is
 * @param plan who is in which part; training gets its fit and tuning parts alone
 * @param surroundings what all folds share
 */
record FoldWork(FoldFolder folder, FoldPlan plan, Surroundings surroundings) {
    /** CounterRandom's stream for the folds' seeds. */
    private static final long SEEDS = -7;

    /** Seeds of 31 bits: every program that reads JSON reads them right. */
    private static final int SHORT_SEED = 33;

    /**
     * What all folds of a cross-validation share.
     *
     * @param recipe the settings, with the seed that the folds' seeds follow from
     * @param start weights that every model begins with, by path; those it lacks are drawn from its seed
     * @param stop asked after every step; true finishes the step and leaves a checkpoint
     */
    record Surroundings(
            Recipe recipe,
            Map<String, float[]> start,
            Dataset data,
            DuplicateGroups groups,
            DeviceReport device,
            TrainingResources resources,
            Narrator narrator,
            BooleanSupplier stop) {}

    /**
     * Sees the fold through.
     *
     * @return its figures; empty when it was asked to stop before
     */
    Optional<FoldResult> run() {
        if (finished()) {
            AtomicFile.deleteTree(folder.fold().checkpoints()); // a kill may have come between the two
            return Optional.of(FoldJudging.restore(plan, folder.fold()));
        }
        var trained = new ArrayList<TrainedRun>();
        var runs = new ArrayList<RunSpec>();
        for (int fit = 0; fit < folder.models(); fit++) {
            RunSpec run = begin(fit);
            TrainedRun one = train(run, fit);
            if (one.interrupted()) {
                Json.write(
                        folder.fit(fit).run(), run.withStatus(Status.INTERRUPTED, RunDescription.now(), one.outcome()));
                return Optional.empty();
            }
            trained.add(one);
            runs.add(one.warnings(run.recipe()).stream()
                    .reduce(
                            run.withStatus(Status.FINISHED, RunDescription.now(), one.outcome()),
                            RunSpec::withWarning,
                            (before, after) -> after));
        }
        return Optional.of(judge(trained, runs));
    }

    /** The seed of one model: it follows from the recipe's, the fold and the model's number. */
    long seed(int fit) {
        long item = 1000L * plan.fold() + fit;
        return CounterRandom.key(surroundings.recipe().training().seed(), SEEDS, item) >>> SHORT_SEED;
    }

    /** What one model may see: scans to fit, and scans to tune on, none where the folds have no tuning parts. */
    static Split learning(FoldPlan plan, int fit) {
        return plan.fits() > 0
                ? plan.fit(fit)
                : new Split("fold:" + plan.fold() + "/" + plan.folds(), 0, plan.training(), new int[0]);
    }

    /** run.json of the first model, once it has begun. */
    RunSpec firstRun() {
        return folder.fit(0).readRun();
    }

    /** Whether there is nothing left to do but to read it. */
    boolean finished() {
        return folder.fits().stream()
                .allMatch(fit -> Files.isRegularFile(fit.run()) && fit.readRun().status() == Status.FINISHED);
    }

    private RunSpec begin(int fit) {
        RunFolder home = folder.fit(fit);
        if (Files.isRegularFile(home.run())) {
            AtomicFile.deleteTemporaries(home.path());
            return home.readRun();
        }
        Split learning = learning(plan, fit);
        Recipe recipe = surroundings.recipe().with(Json.tree(Map.of("training", Map.of("seed", seed(fit)))));
        RunSpec run = RunDescription.of(
                recipe,
                surroundings.data(),
                surroundings.groups(),
                learning,
                surroundings.device(),
                surroundings.resources().session());
        Json.write(home.split(), SplitSpec.ofFold(learning, plan.testPaths(), surroundings.data()));
        Json.write(home.run(), run);
        return run;
    }

    private TrainedRun train(RunSpec run, int fit) {
        RunTraining training = RunTraining.of(
                folder.fit(fit),
                surroundings.data(),
                learning(plan, fit),
                surroundings.start(),
                surroundings.resources());
        int rounds = run.recipe().rounds();
        try (var news = new FoldNews(surroundings.narrator(), folder.name(plan, fit), rounds)) {
            return training.train(run, news, surroundings.stop());
        }
    }

    private FoldResult judge(List<TrainedRun> trained, List<RunSpec> runs) {
        List<ModelBundle> models = trained.stream().map(TrainedRun::model).toList();
        TrainingResources resources = surroundings.resources();
        FoldJudging.Judged judged;
        try (Narrator.Task task =
                surroundings.narrator().task("judging", plan.testPaths().size())) {
            judged = new FoldJudging(surroundings.data(), Views.PLAIN, resources).judge(plan, models, task);
        }
        PredictionsCsv.write(folder.fold().tuning(), judged.tuning());
        write(
                judged.result(),
                trained.get(0),
                runs.get(0),
                HeatPictures.of(new SavedModels(models, Double.NaN), resources));
        for (int fit = 0; fit < runs.size(); fit++) {
            Json.write(folder.fit(fit).run(), runs.get(fit)); // last: only now is everything there
        }
        folder.fits().forEach(fit -> AtomicFile.deleteTree(fit.checkpoints()));
        return judged.result();
    }

    private void write(FoldResult result, TrainedRun trained, RunSpec run, HeatPictures heats) {
        List<String> paths =
                result.predictions().stream().map(FoldPrediction::path).toList();
        int[] labels =
                result.predictions().stream().mapToInt(FoldPrediction::label).toArray();
        double[] probabilities = result.predictions().stream()
                .mapToDouble(FoldPrediction::probability)
                .toArray();
        var part = new SplitPart(paths, plan.testFiles(), labels);
        EvaluationResult judged = EvaluationResult.of(
                paths, labels, probabilities, surroundings.recipe().threshold(), BootstrapConfig.DEFAULT);
        boolean alone = folder.models() == 1;
        var page = new Judgement.Page(
                "Fold " + plan.fold() + " of " + plan.folds(),
                describe(part),
                alone ? trained.history() : List.of(),
                alone ? trained.bestEpoch() : 0,
                false,
                run.warnings(),
                run.classWeights(),
                Json.tree(run),
                EnteredRange.of(
                        trained.model(),
                        SplitPart.of(surroundings.data(), learning(plan, 0).training()),
                        "the scans that its first model learnt from",
                        folder.fold().entered(),
                        surroundings.resources()));
        Judgement.write(
                folder.fold(),
                page,
                part,
                judged,
                heats.few(),
                surroundings.resources().maxPixels());
    }

    private String describe(SplitPart test) {
        return String.format(
                "the fold's %d + %d test scans (no tumour + tumour), of which no copy trained, stopped or tuned it",
                test.count(0), test.count(1));
    }
}
