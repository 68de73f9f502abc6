package dev.sulcus.workflow;

import dev.sulcus.artefact.AtomicFile;
import dev.sulcus.artefact.Json;
import dev.sulcus.artefact.OutputLock;
import dev.sulcus.dataset.Dataset;
import dev.sulcus.dataset.DuplicateGroups;
import dev.sulcus.dataset.Split;
import dev.sulcus.dataset.SplitPart;
import dev.sulcus.dataset.SplitPlanner;
import dev.sulcus.dataset.SplitSpec;
import dev.sulcus.device.DeviceProbe;
import dev.sulcus.device.DeviceReport;
import dev.sulcus.evaluation.EvaluationResult;
import dev.sulcus.fault.Fault;
import dev.sulcus.model.LogisticConfig;
import dev.sulcus.model.ModelBundle;
import dev.sulcus.model.ModelSpec;
import dev.sulcus.model.Network;
import dev.sulcus.training.HistoryCsv;
import dev.sulcus.training.ModelTraining;
import dev.sulcus.training.TrainingPlan;
import dev.sulcus.training.TrainingResources;
import dev.sulcus.training.TrainingResult;
import dev.sulcus.training.TrainingResult.End;
import dev.sulcus.workflow.RunSpec.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
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
    private Dataset data;
    private Split split;
    private RunSpec run;
    private Map<String, float[]> start = Map.of();

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
        requireNoRun(folder);
        AtomicFile.requireFolderPossible(config.out());
        var work = new TrainWork(folder, config.resources(), narrator, stop);
        work.plan(config);
        return work.alone(() -> {
            requireNoRun(folder); // another process may have been faster
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
        AtomicFile.deleteTemporaries(folder.path());
        reload();
        return trainAndJudge();
    }

    private RunSpec alone(Supplier<RunSpec> work) {
        return OutputLock.holding(folder.lock(), folder.path().toString(), work);
    }

    private static void requireNoRun(RunFolder folder) {
        if (Files.exists(folder.run())) {
            throw Fault.usage(folder.path() + " already holds a run; take another folder, or continue it with"
                    + " train --resume " + folder.path());
        }
    }

    private void plan(TrainConfig config) {
        Recipe recipe = config.recipe();
        Network network =
                recipe.network().build(recipe.pixels()); // says before all reading that a picture is too small
        data = DataLoading.load(config.data(), narrator);
        requireBothLabels();
        DuplicateGroups groups = DuplicateGroups.of(data.scans());
        split = SplitPlanner.plan(
                data, groups, recipe.split(), recipe.training().seed());
        ModelTraining.requirePossible(trainingPlan(recipe), resources);
        DeviceReport device = DeviceProbe.probe();
        run = new RunSpec(
                RunSpec.SCHEMA,
                Status.TRAINING,
                recipe,
                describe(groups),
                network.parameters(),
                trainingPlan(recipe).classWeights(),
                Versions.of(device),
                "cpu: " + device.cpu().model() + ", " + device.cpu().usable() + " cores",
                now(),
                null,
                null,
                warnings(recipe, groups));
    }

    private void requireBothLabels() {
        for (int label = 0; label <= 1; label++) {
            if (data.count(label) == 0) {
                throw Fault.data(data.root() + ": no readable scan " + (label == 1 ? "with" : "without")
                        + " tumour; a model needs both kinds to learn from");
            }
        }
    }

    private void begin() {
        Json.write(folder.split(), SplitSpec.from(split, data));
        Json.write(folder.run(), run);
    }

    private void reload() {
        RunSpec.Data then = run.data();
        data = DataLoading.load(
                new DataConfig(
                        Path.of(then.folder()),
                        then.positive(),
                        then.negative(),
                        resources.workers(),
                        resources.maxPixels()),
                narrator);
        if (!data.fingerprint().equals(then.fingerprint())) {
            throw Fault.data(then.folder() + ": the scans are not those this run began with (fingerprint "
                    + data.fingerprint() + " against " + then.fingerprint() + "); restore them, or train anew");
        }
        split = folder.readSplit().toSplit(data);
    }

    private RunSpec trainAndJudge() {
        announce();
        TrainingPlan plan = trainingPlan(run.recipe());
        try (var listener = TrainingNews.of(narrator, plan);
                TrainingResult result = ModelTraining.run(plan, resources, listener, stop)) {
            listener.endBar();
            var outcome = new RunSpec.Outcome(
                    result.end().name().toLowerCase(Locale.ROOT),
                    result.history().size(),
                    result.bestEpoch(),
                    result.stepSeconds(),
                    result.waitSeconds());
            HistoryCsv.write(folder.history(), result.history());
            if (result.end() == End.INTERRUPTED) {
                return interrupted(outcome);
            }
            warnUnlessConverged(plan, result);
            ModelBundle bundle = save(result);
            return judged(plan, result, bundle, outcome);
        }
    }

    private void warnUnlessConverged(TrainingPlan plan, TrainingResult result) {
        if (plan.network() instanceof LogisticConfig && result.end() != End.CONVERGED) {
            String warning = "the solver did not reach its tolerance in "
                    + result.history().size()
                    + " iterations; raise network.maxIterations or network.tolerance in the recipe";
            run = run.withWarning(warning);
            narrator.warn(warning);
        }
    }

    private RunSpec interrupted(RunSpec.Outcome outcome) {
        run = run.withStatus(Status.INTERRUPTED, now(), outcome);
        Json.write(folder.run(), run);
        narrator.say("stopped after a whole step; continue with: sulcus train --resume " + folder.path());
        return run;
    }

    private RunSpec judged(TrainingPlan plan, TrainingResult result, ModelBundle bundle, RunSpec.Outcome outcome) {
        run = run.withStatus(Status.FINISHED, now(), outcome);
        EvaluationResult judged = Judgement.judge(bundle, plan.validationPart(), resources, narrator);
        var page = new Judgement.Page(
                String.valueOf(folder.path().toAbsolutePath().getFileName()),
                describeParts(),
                result.history(),
                result.bestEpoch(),
                run.warnings(),
                run.classWeights(),
                Json.tree(run));
        Judgement.write(folder, page, plan.validationPart(), judged, resources.maxPixels());
        Json.write(folder.run(), run); // last: only now is everything there
        Judgement.announce(judged, narrator);
        narrator.say("report: " + folder.report());
        return run;
    }

    private ModelBundle save(TrainingResult result) {
        Recipe recipe = run.recipe();
        var spec = new ModelSpec(
                ModelSpec.SCHEMA,
                recipe.model(),
                recipe.network(),
                run.parameters(),
                recipe.pixels(),
                ModelSpec.INPUT,
                ModelSpec.OUTPUT,
                run.data().negative(),
                run.data().positive(),
                recipe.threshold(),
                new TreeMap<>(Map.of(
                        "dataFingerprint", run.data().fingerprint(),
                        "splitHash", run.data().splitHash(),
                        "seed", String.valueOf(recipe.training().seed()),
                        "sulcus", run.versions().sulcus() + " " + run.versions().revision(),
                        "tensorflow", run.versions().tensorflow(),
                        "device", run.device(),
                        "use", "research only, not for clinical use")));
        return result.save(folder.model(), spec);
    }

    private TrainingPlan trainingPlan(Recipe recipe) {
        return new TrainingPlan(
                recipe.pixels(),
                recipe.network(),
                recipe.head(),
                recipe.training(),
                SplitPart.of(data, split.training()),
                SplitPart.of(data, split.validation()),
                start,
                folder.checkpoints());
    }

    private RunSpec.Data describe(DuplicateGroups groups) {
        return new RunSpec.Data(
                data.root().toAbsolutePath().normalize().toString(),
                data.fingerprint(),
                data.roles().negative(),
                data.roles().positive(),
                data.scans().size(),
                groups.groups(),
                split.training().length,
                split.validation().length,
                split.hash(data),
                split.crossings(groups));
    }

    private List<String> warnings(Recipe recipe, DuplicateGroups groups) {
        var warnings = new ArrayList<String>();
        int crossings = split.crossings(groups);
        if (crossings > 0) {
            warnings.add(
                    crossings + " of " + split.validation().length + " validation scans are a copy or near-duplicate"
                            + " of a training scan: the figures flatter the model; --split grouped:0.2 keeps them apart");
        }
        SplitPart validation = SplitPart.of(data, split.validation());
        if (validation.count(0) == 0 || validation.count(1) == 0) {
            warnings.add("no validation scan is " + (validation.count(1) == 0 ? "with" : "without") + " tumour: nothing"
                    + " can show that the model tells the two apart; add scans");
        }
        if (!groups.conflicts().isEmpty()) {
            warnings.add(groups.conflicts().size() + " groups of duplicates hold both labels; see explore");
        }
        if (!data.unreadable().isEmpty()) {
            warnings.add(data.unreadable().size() + " files could not be read and are left out");
        }
        String contradiction = recipe.training().contradiction();
        if (contradiction != null) {
            warnings.add(contradiction);
        }
        warnings.forEach(narrator::warn);
        return warnings;
    }

    private void announce() {
        Recipe recipe = run.recipe();
        narrator.say(String.format(
                "%s: %,d trainable parameters, pictures %s",
                recipe.model(), run.parameters(), recipe.pixels().words()));
        narrator.say(describeParts());
        narrator.say(String.format(
                "class weights %.4f (no tumour) and %.4f (tumour); seed %d",
                run.classWeights().negative(),
                run.classWeights().positive(),
                recipe.training().seed()));
    }

    private String describeParts() {
        SplitPart training = SplitPart.of(data, split.training());
        SplitPart validation = SplitPart.of(data, split.validation());
        return String.format(
                "split %s: %d + %d scans train, %d + %d validate (no tumour + tumour); %d independent groups in %d scans",
                split.rule(),
                training.count(0),
                training.count(1),
                validation.count(0),
                validation.count(1),
                run.data().groups(),
                run.data().scans());
    }

    private static String now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
