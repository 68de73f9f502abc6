package dev.sulcus.workflow;

import dev.sulcus.artefact.AtomicFile;
import dev.sulcus.artefact.Json;
import dev.sulcus.artefact.OutputLock;
import dev.sulcus.dataset.Dataset;
import dev.sulcus.dataset.DuplicateGroups;
import dev.sulcus.dataset.Scan;
import dev.sulcus.dataset.Split;
import dev.sulcus.dataset.SplitPart;
import dev.sulcus.dataset.SplitPlanner;
import dev.sulcus.dataset.SplitSpec;
import dev.sulcus.device.DeviceProbe;
import dev.sulcus.device.Processor;
import dev.sulcus.evaluation.EvaluationResult;
import dev.sulcus.fault.Fault;
import dev.sulcus.model.Views;
import dev.sulcus.report.EnteredPixels;
import dev.sulcus.training.TrainingResources;
import dev.sulcus.workflow.RunSpec.Status;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What {@code train} does: a folder of scans becomes a run's folder with a judged model. Everything a run leaves is
 * written whole or not at all, run.json first and last, so that a killed run says what it is and can be continued.
 */
public final class TrainWork {
    private final RunFolder folder;
    private final TrainingResources resources;
    private final Narrator narrator;
    private final BooleanSupplier stop;
    private SplitSpec split;
    private RunTraining training;
    private RunSpec run;
    private List<Scan> learnt;

    private TrainWork(RunFolder folder, TrainingResources resources, Narrator narrator, BooleanSupplier stop) {
        this.folder = folder;
        this.resources = resources;
        this.narrator = narrator;
        this.stop = stop;
    }

    /**
     * Starts a run and sees it through.
     *
     * @param stop asked after every step; true finishes the step and leaves a checkpoint
     * @return what run.json says in the end
     * @throws Fault of kind usage when the folder already holds a run
     */
    public static RunSpec start(TrainConfig config, Narrator narrator, BooleanSupplier stop) {
        var folder = new RunFolder(config.out());
        folder.requireNoRun();
        AtomicFile.requireFolderPossible(config.out());
        var work = new TrainWork(folder, config.resources(), narrator, stop);
        work.plan(config);
        return work.alone(() -> {
            folder.requireNoRun(); // another process may have been faster
            work.begin();
            return work.trainAndJudge();
        });
    }

    /**
     * Continues a killed or interrupted run with the settings it began with.
     *
     * @param path the run's folder
     * @throws Fault of kind data when the scans are not the same any more
     */
    public static RunSpec resume(Path path, TrainingResources resources, Narrator narrator, BooleanSupplier stop) {
        var work = new TrainWork(new RunFolder(path), resources, narrator, stop);
        work.folder.readRun();
        return work.alone(work::resume);
    }

    private RunSpec resume() {
        run = folder.readRun();
        if (run.status() == Status.FINISHED) {
            narrator.say(folder.path() + ": this run is finished; there is nothing to continue");
            return run;
        }
        split = folder.readSplit();
        if (split.hasTest()) {
            throw Fault.usage(folder.path()
                    + " is a fold of a cross-validation, which continues as a whole: sulcus train" + " --resume "
                    + folder.path().toAbsolutePath().normalize().getParent());
        }
        warnOfOtherNumerics();
        AtomicFile.deleteTemporaries(folder.path());
        Dataset data = DataLoading.again(run.source(), resources, narrator);
        training = RunTraining.of(folder, data, split.toSplit(data), StartSpec.read(run.recipe()), resources);
        return trainAndJudge();
    }

    private void warnOfOtherNumerics() {
        RunSpec.Numerics now = RunSpec.Numerics.of(run.recipe(), resources.session());
        if (run.numerics() != null && !run.numerics().equals(now)) {
            run = run.withWarning("begun as " + run.numerics().words() + ", continued as " + now.words()
                    + ": perhaps not the same bits as in one go");
            narrator.warn(run.warnings().get(run.warnings().size() - 1));
        }
    }

    private RunSpec alone(Supplier<RunSpec> work) {
        return OutputLock.holding(folder.lock(), folder.path().toString(), work);
    }

    private void plan(TrainConfig config) {
        Recipe recipe = config.recipe();
        recipe.network().build(recipe.pixels()); // says before all reading that a picture is too small
        Dataset data = DataLoading.load(config.data(), narrator);
        RunDescription.requireBothLabels(data);
        DuplicateGroups groups = DuplicateGroups.of(data.scans());
        Split parts = SplitPlanner.plan(
                data, groups, recipe.split(), recipe.training().seed());
        run = RunDescription.of(recipe, data, groups, parts, DeviceProbe.probe(), resources.session());
        run.warnings().forEach(narrator::warn);
        RecipeWarnings.slow(recipe, resources.session().device(), Processor.computesBfloat16())
                .ifPresent(narrator::warn);
        split = SplitSpec.from(parts, data);
        training = RunTraining.of(folder, data, parts, StartSpec.read(recipe), resources);
        training.requirePossible(recipe);
        learnt = Arrays.stream(parts.training()).mapToObj(data.scans()::get).toList();
    }

    private void begin() {
        Json.write(folder.split(), split);
        Json.write(folder.run(), run);
        Recipe recipe = run.recipe();
        CropSheet.write(
                folder.entered(), learnt, recipe.pixels(), recipe.training().seed());
    }

    private RunSpec trainAndJudge() {
        announce();
        TrainedRun trained;
        try (var listener = TrainingNews.of(narrator, run.recipe())) {
            trained = training.train(run, listener, stop);
        }
        return trained.interrupted() ? interrupted(trained) : judged(trained);
    }

    private RunSpec interrupted(TrainedRun trained) {
        run = run.withStatus(Status.INTERRUPTED, RunDescription.now(), trained.outcome());
        Json.write(folder.run(), run);
        narrator.say("stopped after a whole step; continue with: sulcus train --resume " + folder.path());
        return run;
    }

    private RunSpec judged(TrainedRun trained) {
        run = run.withStatus(Status.FINISHED, RunDescription.now(), trained.outcome());
        for (String warning : trained.warnings(run.recipe())) {
            run = run.withWarning(warning);
            narrator.warn(warning);
        }
        SplitPart part = training.watched();
        SavedModels models = SavedModels.of(trained.model());
        EvaluationResult judged = Judgement.judge(models, Views.PLAIN, part, resources, narrator);
        EnteredPixels entered = EnteredRange.of(
                trained.model(), training.learnt(), "the scans that trained", folder.entered(), resources);
        entered.warnings().forEach(narrator::warn);
        var page = new Judgement.Page(
                String.valueOf(folder.path().toAbsolutePath().getFileName()),
                describeParts(),
                trained.history(),
                trained.bestEpoch(),
                trained.bestEpoch() > 0,
                run.warnings(),
                run.classWeights(),
                Json.tree(run),
                entered);
        Judgement.write(folder, page, part, judged, HeatPictures.of(models, resources), resources.maxPixels());
        Json.write(folder.run(), run); // last: only now is everything there
        Judgement.announce(judged, narrator);
        narrator.say("report: " + folder.report());
        return run;
    }

    private void announce() {
        Recipe recipe = run.recipe();
        narrator.say(String.format(
                "%s: %,d parameters, %,d of them trained; pictures %s",
                recipe.model(),
                run.parameters(),
                recipe.training().unfreeze().numbersOf(recipe.network().build(recipe.pixels())),
                recipe.pixels().words()));
        narrator.say(describeParts());
        narrator.say(String.format(
                "class weights %.4f (no tumour) and %.4f (tumour); seed %d",
                run.classWeights().negative(),
                run.classWeights().positive(),
                recipe.training().seed()));
    }

    private String describeParts() {
        SplitPart learnt = training.learnt();
        SplitPart watched = training.watched();
        return String.format(
                "split %s: %d + %d scans train, %d + %d validate (no tumour + tumour); %d independent groups in %d"
                        + " scans",
                split.rule(),
                learnt.count(0),
                learnt.count(1),
                watched.count(0),
                watched.count(1),
                run.data().groups(),
                run.data().scans());
    }
}
