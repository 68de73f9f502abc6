package dev.sulcus.workflow;

import dev.sulcus.artefact.AtomicFile;
import dev.sulcus.artefact.Json;
import dev.sulcus.artefact.OutputLock;
import dev.sulcus.artefact.Sha256;
import dev.sulcus.dataset.Dataset;
import dev.sulcus.dataset.DuplicateGroups;
import dev.sulcus.dataset.SplitSpec;
import dev.sulcus.device.DeviceProbe;
import dev.sulcus.device.DeviceReport;
import dev.sulcus.device.Processor;
import dev.sulcus.evaluation.CrossValidationConfig;
import dev.sulcus.evaluation.CrossValidationPlan;
import dev.sulcus.evaluation.CrossValidationResult;
import dev.sulcus.evaluation.FoldPlan;
import dev.sulcus.evaluation.FoldResult;
import dev.sulcus.fault.Fault;
import dev.sulcus.metrics.BinaryMetrics;
import dev.sulcus.training.TrainingResources;
import dev.sulcus.workflow.CrossValidationSpec.FoldOutcome;
import dev.sulcus.workflow.CrossValidationSpec.Outcome;
import dev.sulcus.workflow.RunSpec.Status;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What {@code train --folds} does: grouped, stratified cross-validation of a recipe. Each fold is a run's folder inside;
 * run.json is written first and last, so that a cross-validation that was killed says what it is and goes on in the fold
 * and step where it stood.
 */
public final class CrossValidationWork {
    private final RunFolder folder;
    private final TrainingResources resources;
    private final Narrator narrator;
    private final BooleanSupplier stop;
    private final DeviceReport device = DeviceProbe.probe();
    private Dataset data;
    private DuplicateGroups groups;
    private CrossValidationPlan plan;
    private CrossValidationSpec run;

    private CrossValidationWork(
            RunFolder folder, TrainingResources resources, Narrator narrator, BooleanSupplier stop) {
        this.folder = folder;
        this.resources = resources;
        this.narrator = narrator;
        this.stop = stop;
    }

    /**
     * Starts a cross-validation and sees it through.
     *
     * @param folds how the scans are parted; the recipe's own split plays no part
     * @param stop asked after every step; true finishes the step and leaves a checkpoint
     * @return what run.json says in the end
     * @throws Fault of kind usage when the folder already holds a run, or there are too few groups for the folds
     */
    public static CrossValidationSpec start(
            TrainConfig config, CrossValidationConfig folds, Narrator narrator, BooleanSupplier stop) {
        var folder = new RunFolder(config.out());
        folder.requireNoRun();
        AtomicFile.requireFolderPossible(config.out());
        var work = new CrossValidationWork(folder, config.resources(), narrator, stop);
        work.plan(config, folds);
        return work.alone(() -> {
            folder.requireNoRun(); // another process may have been faster
            Json.write(folder.folds(), work.splits());
            Json.write(folder.run(), work.run);
            return work.train();
        });
    }

    /**
     * Continues a killed or interrupted cross-validation with the settings it began with.
     *
     * @param path its folder
     * @throws Fault of kind data when the scans are not the same any more
     */
    public static CrossValidationSpec resume(
            Path path, TrainingResources resources, Narrator narrator, BooleanSupplier stop) {
        var work = new CrossValidationWork(new RunFolder(path), resources, narrator, stop);
        work.run = work.folder.readCrossValidation();
        return work.alone(work::resume);
    }

    /** Who is in which part of each fold of {@code run}, planned again and found to be the same. */
    static CrossValidationPlan planAgain(CrossValidationSpec run, Dataset data, DuplicateGroups groups) {
        CrossValidationPlan plan = CrossValidationPlan.of(data, groups, run.folds());
        if (!hash(splits(plan, data)).equals(run.foldsHash())) {
            throw Fault.data(
                    "the folds that this version of Sulcus plans are not those of this run: duplicates are found"
                            + " in another way since; continue it with the version that run.json names, or train anew");
        }
        return plan;
    }

    private CrossValidationSpec resume() {
        run = folder.readCrossValidation();
        if (run.status() == Status.FINISHED) {
            narrator.say(folder.path() + ": this cross-validation is finished; there is nothing to continue");
            return run;
        }
        AtomicFile.deleteTemporaries(folder.path());
        data = DataLoading.again(run.data(), resources, narrator);
        groups = DuplicateGroups.of(data.scans());
        plan = planAgain(run, data, groups);
        return train();
    }

    private CrossValidationSpec alone(Supplier<CrossValidationSpec> work) {
        return OutputLock.holding(folder.lock(), folder.path().toString(), work);
    }

    private void plan(TrainConfig config, CrossValidationConfig folds) {
        Recipe recipe = config.recipe();
        long parameters = recipe.network().build(recipe.pixels()).parameters();
        if (folds.fits() == 0) {
            Watching.requireNone(recipe);
        }
        data = DataLoading.load(config.data(), narrator);
        RunDescription.requireBothLabels(data);
        groups = DuplicateGroups.of(data.scans());
        plan = CrossValidationPlan.of(data, groups, folds);
        for (FoldPlan fold : plan.folds()) {
            RunTraining.of(folder, data, FoldWork.learning(fold, 0), Map.of(), resources)
                    .requirePossible(recipe);
        }
        var warnings = new ArrayList<>(RunDescription.dataWarnings(data, groups));
        warnings.addAll(RecipeWarnings.of(recipe));
        warnings.forEach(narrator::warn);
        RecipeWarnings.slow(recipe, resources.session().device(), Processor.computesBfloat16())
                .ifPresent(narrator::warn);
        run = new CrossValidationSpec(
                CrossValidationSpec.SCHEMA,
                CrossValidationSpec.KIND,
                Status.TRAINING,
                recipe,
                folds,
                DataSpec.of(data, groups),
                hash(splits()),
                parameters,
                Versions.of(device),
                RunDescription.cpu(device),
                RunDescription.now(),
                null,
                null,
                warnings);
    }

    private List<SplitSpec> splits() {
        return splits(plan, data);
    }

    private static List<SplitSpec> splits(CrossValidationPlan plan, Dataset data) {
        var splits = new ArrayList<SplitSpec>();
        for (FoldPlan fold : plan.folds()) {
            int fits = Math.max(1, fold.fits());
            for (int fit = 0; fit < fits; fit++) {
                splits.add(SplitSpec.ofFold(FoldWork.learning(fold, fit), fold.testPaths(), data));
            }
        }
        return splits;
    }

    private static String hash(List<SplitSpec> splits) {
        return Sha256.of(splits.stream().map(SplitSpec::hash).collect(Collectors.joining("\n")));
    }

    private CrossValidationSpec train() {
        narrator.say(String.format(
                "%s, %,d parameters: %d folds of %d scans in %d independent groups, seed %d",
                run.recipe().model(),
                run.parameters(),
                run.folds().folds(),
                run.data().scans(),
                run.data().groups(),
                run.recipe().training().seed()));
        Map<String, float[]> start = StartSpec.read(run.recipe());
        var surroundings =
                new FoldWork.Surroundings(run.recipe(), start, data, groups, device, resources, narrator, stop);
        var results = new ArrayList<FoldResult>();
        var outcomes = new ArrayList<FoldOutcome>();
        var clock = new FoldClock(plan.folds().size());
        for (FoldPlan fold : plan.folds()) {
            var work = new FoldWork(FoldFolder.of(folder, run.folds(), fold.fold()), fold, surroundings);
            boolean before = work.finished();
            Optional<FoldResult> result = work.run();
            if (result.isEmpty()) {
                return interrupted();
            }
            results.add(result.get());
            outcomes.add(outcome(work, result.get()));
            narrator.say(line(result.get()) + (before ? "; done before" : clock.foldDone(fold.fold())));
        }
        return finished(results, outcomes);
    }

    private static FoldOutcome outcome(FoldWork work, FoldResult result) {
        RunSpec first = work.firstRun();
        return new FoldOutcome(
                result.fold(),
                first.recipe().training().seed(),
                first.outcome().epochs(),
                first.outcome().bestEpoch(),
                result.threshold().value());
    }

    private String line(FoldResult fold) {
        BinaryMetrics m = fold.atChosen();
        return String.format(
                "fold %d/%d  %d scans  threshold %.3f: missed %d of %d tumours, %d false alarms of %d  accuracy %.3f "
                        + " AUC %.3f  at 0.5: %d missed, %d false alarms",
                fold.fold(),
                plan.folds().size(),
                m.count(),
                m.threshold(),
                m.confusion().falseNegative(),
                m.positive().support(),
                m.confusion().falsePositive(),
                m.negative().support(),
                m.accuracy(),
                m.rocAuc(),
                fold.atHalf().confusion().falseNegative(),
                fold.atHalf().confusion().falsePositive());
    }

    private CrossValidationSpec interrupted() {
        run = run.withStatus(Status.INTERRUPTED, RunDescription.now(), null);
        Json.write(folder.run(), run);
        narrator.say("stopped after a whole step; continue with: sulcus train --resume " + folder.path());
        return run;
    }

    private CrossValidationSpec finished(List<FoldResult> results, List<FoldOutcome> outcomes) {
        CrossValidationResult result = CrossValidationJudgement.pool(results);
        double threshold =
                outcomes.stream().mapToDouble(FoldOutcome::threshold).average().orElseThrow();
        run = run.withStatus(Status.FINISHED, RunDescription.now(), new Outcome(outcomes, threshold));
        CrossValidationJudgement.write(
                folder,
                folder.name(),
                run,
                result,
                CrossValidationJudgement.learning(folder, run),
                new FoldMistakes(folder, run.folds(), data, resources));
        Json.write(folder.run(), run); // last: only now is everything there
        CrossValidationJudgement.announce(result, narrator);
        narrator.say("report: " + folder.report());
        return run;
    }
}
