package dev.sulcus.workflow;

import dev.sulcus.artefact.AtomicFile;
import dev.sulcus.artefact.Json;
import dev.sulcus.artefact.OutputLock;
import dev.sulcus.dataset.Dataset;
import dev.sulcus.dataset.SplitPart;
import dev.sulcus.dataset.SplitSpec;
import dev.sulcus.device.DeviceProbe;
import dev.sulcus.device.DeviceReport;
import dev.sulcus.fault.Fault;
import dev.sulcus.model.WeightSpec;
import dev.sulcus.training.HistoryCsv;
import dev.sulcus.training.LesionPlan;
import dev.sulcus.training.ModelTraining;
import dev.sulcus.training.TrainingPlan;
import dev.sulcus.training.TrainingResources;
import dev.sulcus.training.TrainingResult;
import dev.sulcus.training.TrainingResult.End;
import dev.sulcus.weights.WeightArray;
import dev.sulcus.weights.WeightFile;
import dev.sulcus.weights.WeightSet;
import dev.sulcus.workflow.PretrainScans.Planned;
import dev.sulcus.workflow.RunSpec.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What {@code pretrain} does: a folder of healthy heads and kinds of tumour becomes weights that have seen lesions, but
 * nothing of the folders that they will be judged on. Everything a run leaves is written whole or not at all, run.json
 * first and last, so that a killed run says what it is and can be continued.
 */
public final class PretrainWork {
    /** The weights in the run's folder: kernels in 16 bits, without the head that tells kinds apart. */
    public static final String WEIGHTS = "weights.safetensors";

    private final RunFolder folder;
    private final TrainingResources resources;
    private final Narrator narrator;
    private final BooleanSupplier stop;
    private PretrainScans scans;
    private PretrainSpec run;

    private PretrainWork(RunFolder folder, TrainingResources resources, Narrator narrator, BooleanSupplier stop) {
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
     * @throws Fault of kind usage when the folder already holds a run or no class of healthy heads is named
     */
    public static PretrainSpec start(PretrainConfig config, Narrator narrator, BooleanSupplier stop) {
        if (config.data().negative().isEmpty()) {
            throw Fault.usage("say which class holds healthy heads, into which lesions are painted: --negative NAME");
        }
        var folder = new RunFolder(config.out());
        requireNoRun(folder);
        AtomicFile.requireFolderPossible(config.out());
        var work = new PretrainWork(folder, config.resources(), narrator, stop);
        work.plan(config);
        return work.alone(() -> {
            requireNoRun(folder); // another process may have been faster
            Json.write(folder.split(), SplitSpec.from(work.scans.split(), work.scans.kept()));
            Json.write(folder.run(), work.run);
            return work.train();
        });
    }

    /**
     * Continues a killed or interrupted run with the settings it began with.
     *
     * @param path the run's folder
     * @throws Fault of kind data when the scans are not the same any more
     */
    public static PretrainSpec resume(Path path, TrainingResources resources, Narrator narrator, BooleanSupplier stop) {
        var work = new PretrainWork(new RunFolder(path), resources, narrator, stop);
        PretrainSpec.read(work.folder);
        return work.alone(work::resume);
    }

    private PretrainSpec resume() {
        run = PretrainSpec.read(folder);
        if (run.status() == Status.FINISHED) {
            narrator.say(folder.path() + ": this run is finished; there is nothing to continue");
            return run;
        }
        AtomicFile.deleteTemporaries(folder.path());
        PretrainSpec.Data then = run.data();
        Dataset data = DataLoading.load(
                new DataConfig(
                        Path.of(then.folder()),
                        then.kinds(),
                        then.negative(),
                        resources.workers(),
                        resources.maxPixels()),
                narrator);
        if (!data.fingerprint().equals(then.fingerprint())) {
            throw Fault.data(then.folder() + ": the scans are not those this run began with (fingerprint "
                    + data.fingerprint() + " against " + then.fingerprint() + "); restore them, or pretrain anew");
        }
        scans = PretrainScans.again(data, folder.readSplit());
        return train();
    }

    private PretrainSpec alone(Supplier<PretrainSpec> work) {
        return OutputLock.holding(folder.lock(), folder.path().toString(), work);
    }

    private static void requireNoRun(RunFolder folder) {
        if (Files.exists(folder.run())) {
            throw Fault.usage(folder.path() + " already holds a run; take another folder, or continue it with"
                    + " pretrain --resume " + folder.path());
        }
    }

    private void plan(PretrainConfig config) {
        PretrainRecipe recipe = config.recipe();
        recipe.saved(); // says before all reading that a picture is too small
        Planned planned = PretrainScans.plan(config, narrator);
        scans = planned.scans();
        int kinds = scans.kept().roles().positive().size();
        DeviceReport device = DeviceProbe.probe();
        run = new PretrainSpec(
                PretrainSpec.SCHEMA,
                PretrainSpec.KIND,
                Status.TRAINING,
                recipe,
                describe(planned),
                recipe.withKinds(kinds).build(recipe.pixels()).parameters(),
                Versions.of(device),
                "cpu: " + device.cpu().model() + ", " + device.cpu().usable() + " cores",
                now(),
                null,
                null,
                warnings(config));
    }

    private PretrainSpec.Data describe(Planned planned) {
        Dataset read = scans.read();
        return new PretrainSpec.Data(
                PretrainScans.absolute(read.root()),
                read.fingerprint(),
                read.roles().negative(),
                read.roles().positive(),
                read.scans().size(),
                planned.excluded(),
                planned.exclusion().dropped().length,
                planned.exclusion().direct().length,
                scans.groups().groups(),
                scans.classes(),
                scans.split().hash(scans.kept()));
    }

    private List<String> warnings(PretrainConfig config) {
        var warnings = new ArrayList<String>();
        if (config.exclude().isEmpty()) {
            warnings.add("nothing is excluded: these weights must not be judged on scans that may show the same"
                    + " patients; name such folders with --exclude");
        }
        if (!scans.read().unreadable().isEmpty()) {
            warnings.add(scans.read().unreadable().size() + " files could not be read and are left out");
        }
        warnings.forEach(narrator::warn);
        return warnings;
    }

    private PretrainSpec train() {
        announce();
        TrainingPlan plan = trainingPlan();
        try (var listener = TrainingNews.ofEpochs(narrator, plan.training().epochs());
                TrainingResult result = ModelTraining.run(plan, resources, listener, stop)) {
            listener.endBar();
            var outcome = RunSpec.Outcome.of(result);
            HistoryCsv.write(folder.history(), result.history());
            boolean stopped = result.end() == End.INTERRUPTED;
            if (!stopped) {
                save(plan, result);
            }
            run = run.withStatus(stopped ? Status.INTERRUPTED : Status.FINISHED, now(), outcome);
            Json.write(folder.run(), run);
            narrator.say(
                    stopped
                            ? "stopped after a whole step; continue with: sulcus pretrain --resume " + folder.path()
                            : "weights: " + folder.path().resolve(WEIGHTS));
            return run;
        }
    }

    private TrainingPlan trainingPlan() {
        PretrainRecipe recipe = run.recipe();
        List<String> kinds = scans.kept().roles().positive();
        int[] training = scans.split().training();
        int[] held = scans.split().validation();
        return new TrainingPlan(
                recipe.pixels(),
                recipe.withKinds(kinds.size()),
                null,
                recipe.training(),
                SplitPart.of(scans.kept(), training),
                SplitPart.of(scans.kept(), held),
                Map.of(),
                new LesionPlan(
                        recipe.lesions(), kinds, scans.kinds(training), scans.groups(training), scans.kinds(held)),
                folder.checkpoints());
    }

    private void save(TrainingPlan plan, TrainingResult result) {
        List<WeightSpec> trained = plan.network().build(plan.pixels()).weights();
        List<float[]> copies = result.copies();
        var values = new HashMap<String, float[]>();
        for (int i = 0; i < trained.size(); i++) {
            values.put(trained.get(i).path(), copies.get(i));
        }
        List<WeightArray> arrays = run.recipe().saved().weights().stream()
                .map(spec -> new WeightArray(spec.path(), spec.dims(), values.get(spec.path())))
                .toList();
        WeightFile.writeSafetensors(folder.path().resolve(WEIGHTS), new WeightSet(arrays, null, facts()), true);
    }

    /** What travels with the weights: where they come from, and what they may not be judged on. */
    private Map<String, String> facts() {
        PretrainSpec.Data data = run.data();
        var facts = new LinkedHashMap<String, String>();
        facts.put("model", run.recipe().model());
        facts.put("source", "sulcus pretrain: made-up lesions in healthy heads, and kinds of tumour");
        facts.put("trained_on", classes() + "; fingerprint " + data.fingerprint());
        facts.put(
                "excluded",
                data.excluded().stream()
                        .map(folder -> folder.scans() + " scans, fingerprint " + folder.fingerprint())
                        .collect(Collectors.joining("; ")));
        facts.put("pixels", run.recipe().pixels().words());
        facts.put("seed", Long.toString(run.recipe().training().seed()));
        facts.put("sulcus", run.versions().sulcus() + " " + run.versions().revision());
        facts.put("tensorflow", run.versions().tensorflow());
        facts.put("use", "research only, not for clinical use");
        return facts;
    }

    private void announce() {
        PretrainRecipe recipe = run.recipe();
        narrator.say(String.format(
                "%s: %,d parameters, pictures %s, seed %d",
                recipe.model(),
                run.parameters(),
                recipe.pixels().words(),
                recipe.training().seed()));
        PretrainSpec.Data data = run.data();
        for (PretrainSpec.Excluded excluded : data.excluded()) {
            narrator.say("excluded: " + excluded.folder() + ", " + excluded.scans() + " scans");
        }
        if (!data.excluded().isEmpty()) {
            narrator.say(String.format(
                    "dropped %d of %d scans: %d near-duplicates of an excluded scan, %d linked to one by near-duplicates",
                    data.dropped(), data.scans(), data.droppedDirectly(), data.dropped() - data.droppedDirectly()));
        }
        narrator.say(String.format("learns from %s; %d independent groups", classes(), data.groups()));
    }

    /** "1200 notumor (and 170 held back), ...". */
    private String classes() {
        return run.data().classes().stream()
                .map(share -> String.format("%d %s (and %d held back)", share.training(), share.name(), share.held()))
                .collect(Collectors.joining(", "));
    }

    private static String now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
