package dev.sulcus.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sulcus.artefact.AtomicFile;
import dev.sulcus.artefact.Json;
import dev.sulcus.artefact.OutputLock;
import dev.sulcus.dataset.Dataset;
import dev.sulcus.dataset.DuplicateGroups;
import dev.sulcus.dataset.Split;
import dev.sulcus.dataset.SplitPlanner;
import dev.sulcus.device.DeviceProbe;
import dev.sulcus.device.DeviceReport;
import dev.sulcus.fault.Fault;
import dev.sulcus.metrics.Degeneracy;
import dev.sulcus.model.Network;
import dev.sulcus.report.ComparisonContent;
import dev.sulcus.report.StudyContent;
import dev.sulcus.report.StudyPage;
import dev.sulcus.training.TrainingResources;
import dev.sulcus.workflow.RunSpec.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What {@code study} does: looks at the scans, trains every model, compares, and writes one page. study.json is written
 * first and last; a study that was killed goes on where it stood. Used by one thread.
 */
public final class StudyWork {
    /** The notebook's share. */
    private static final double FIFTH = 0.2;

    private final StudyFolder folder;
    private final TrainingResources resources;
    private final Narrator narrator;
    private final BooleanSupplier stop;
    private StudySpec study;
    private Dataset data;

    private StudyWork(StudyFolder folder, TrainingResources resources, Narrator narrator, BooleanSupplier stop) {
        this.folder = folder;
        this.resources = resources;
        this.narrator = narrator;
        this.stop = stop;
    }

    /**
     * Starts a study and sees it through; goes on with one of the same settings that its folder holds.
     *
     * @param stop asked after every step; true finishes the step and leaves a checkpoint
     * @return what study.json says in the end
     * @throws Fault of kind usage when the folder holds a study of other settings
     */
    public static StudySpec start(StudyConfig config, Narrator narrator, BooleanSupplier stop) {
        AtomicFile.requireFolderPossible(config.out());
        var work = new StudyWork(new StudyFolder(config.out()), config.resources(), narrator, stop);
        Map<String, Recipe> recipes = recipes(config); // says what does not fit before anything is read
        return work.alone(() -> {
            work.plan(config, recipes);
            return work.run();
        });
    }

    /**
     * Goes on with a study.
     *
     * @param path its folder
     * @throws Fault of kind data when the scans are not the same any more
     */
    public static StudySpec resume(Path path, TrainingResources resources, Narrator narrator, BooleanSupplier stop) {
        var work = new StudyWork(new StudyFolder(path), resources, narrator, stop);
        work.folder.read();
        return work.alone(() -> {
            work.study = work.folder.read();
            work.data = DataLoading.again(work.study.data(), resources, narrator);
            return work.run();
        });
    }

    private StudySpec alone(Supplier<StudySpec> work) {
        return OutputLock.holding(folder.lock(), folder.path().toString(), work);
    }

    private static Map<String, Recipe> recipes(StudyConfig config) {
        var recipes = new LinkedHashMap<String, Recipe>();
        for (String model : config.models()) {
            Path file = config.modelsFolder()
                    .resolve(model)
                    .resolve(config.protocol().file());
            boolean own = config.protocol() == StudyProtocol.SOUND;
            if (!own && !Files.isRegularFile(file)) {
                Recipe.load(config.modelsFolder(), model, null); // names the models where there is none of that name
                throw Fault.usage("the notebook had no model '" + model + "' (there is no " + file + ")");
            }
            Recipe recipe = Recipe.load(config.modelsFolder(), model, own ? null : file);
            Recipe resolved = seeded(changed(recipe, config.changes().get(model)), config.seed());
            recipes.put(model, begun(resolved, config));
        }
        return recipes;
    }

    private static Recipe changed(Recipe recipe, Path changes) {
        if (changes == null) {
            return recipe;
        }
        try {
            return recipe.with(Json.read(changes, JsonNode.class));
        } catch (Fault e) {
            throw String.valueOf(e.getMessage()).startsWith(changes.toString())
                    ? e
                    : Fault.usage(changes + ": " + e.getMessage());
        }
    }

    /** With the weights that train would begin with. */
    private static Recipe begun(Recipe recipe, StudyConfig config) {
        if (recipe.start() != null) {
            return recipe;
        }
        Network network = recipe.network().build(recipe.pixels());
        return recipe.startingFrom(
                StartSpec.choose(recipe.model(), network, null, config.modelsFolder(), config.store()));
    }

    private static Recipe seeded(Recipe recipe, long seed) {
        return recipe.with(Json.tree(Map.of("training", Map.of("seed", seed))));
    }

    private void plan(StudyConfig config, Map<String, Recipe> recipes) {
        data = DataLoading.load(config.data(), narrator);
        RunDescription.requireBothLabels(data);
        DuplicateGroups groups = DuplicateGroups.of(data.scans());
        DeviceReport device = DeviceProbe.probe();
        study = new StudySpec(
                StudySpec.SCHEMA,
                Status.TRAINING,
                config.protocol(),
                config.models(),
                config.seed(),
                config.protocol() == StudyProtocol.SOUND ? config.folds() : null,
                recipes,
                config.timing(),
                DataSpec.of(data, groups),
                Versions.of(device),
                RunDescription.cpu(device),
                RunDescription.now(),
                null,
                null,
                null);
        if (folder.begun()) {
            StudySpec before = folder.read();
            if (!before.sameWork(study)) {
                throw Fault.usage(
                        folder.path() + " holds a study of other scans or settings; take another folder, or go on"
                                + " with that one: sulcus study --resume " + folder.path());
            }
            narrator.say(folder.path() + ": going on with the study that began here");
            study = before;
        }
        Json.write(folder.study(), study);
    }

    private StudySpec run() {
        narrator.say(String.format(
                "study of %s, protocol %s: %s",
                study.data().folder(),
                study.protocol().name().toLowerCase(Locale.ROOT),
                String.join(", ", study.models())));
        ExploreResult explored = ExploreWork.run(
                StudyModels.data(study.data(), resources), FoldsConfig.NONE, folder.explored(), narrator);
        if (!new StudyModels(folder, study, resources, narrator, stop).train()) {
            return interrupted();
        }
        return finished(explored);
    }

    private StudySpec interrupted() {
        study = study.withStatus(Status.INTERRUPTED, RunDescription.now(), null, null);
        Json.write(folder.study(), study);
        narrator.say("the study stands still; go on with: sulcus study --resume " + folder.path());
        return study;
    }

    private StudySpec finished(ExploreResult explored) {
        List<Path> runs =
                study.models().stream().map(model -> folder.run(model).path()).toList();
        CompareWork.Compared compared = CompareWork.compare(
                new CompareConfig(runs, folder.path(), study.timing(), resources), title(), narrator);
        StudyContent.FedRight fedRight =
                new StudyScaling(folder, data, resources, narrator).judge(study).orElse(null);
        study = study.withStatus(Status.FINISHED, RunDescription.now(), explored.shortcutAudit(), compared.document());
        StudyPage.write(folder.page(), content(compared.content(), explored, fedRight));
        Json.write(folder.study(), study); // last: only now is everything there
        announce(compared, fedRight);
        return study;
    }

    private String title() {
        Path name = Path.of(study.data().folder()).getFileName();
        return "Study of " + (name == null ? study.data().folder() : name);
    }

    private StudyContent content(ComparisonContent compared, ExploreResult explored, StudyContent.FedRight fedRight) {
        boolean notebook = study.protocol() == StudyProtocol.NOTEBOOK;
        var warnings = new ArrayList<>(compared.warnings());
        if (notebook) {
            warnings.addAll(StudyProtocol.ASSUMPTIONS);
        }
        if (explored.shortcutAudit() != null && explored.shortcutAudit().beatsChance()) {
            warnings.add(0, explored.shortcutAudit().sentence());
        }
        var comparison = new ComparisonContent(
                compared.name(),
                compared.judged(),
                compared.half(),
                compared.chosen(),
                compared.models(),
                compared.timing(),
                warnings);
        return new StudyContent(
                notebook,
                comparison,
                explored.summary(),
                explored.shortcutAudit(),
                leak(),
                fedRight,
                new StudyMistakes(folder, data, resources).of(leader(compared)),
                links(),
                settings());
    }

    /** The runs stand in the study's order. */
    private String leader(ComparisonContent compared) {
        return study.models().get(compared.models().indexOf(compared.leader()));
    }

    private StudyContent.Leak leak() {
        Split split = SplitPlanner.keras(data, FIFTH);
        return new StudyContent.Leak(split.validation().length, split.crossings(DuplicateGroups.of(data.scans())));
    }

    private List<StudyContent.Link> links() {
        Stream<StudyContent.Link> models = study.models().stream()
                .map(model -> new StudyContent.Link(
                        model,
                        link(folder.run(model).report()),
                        "every figure, its mistakes with pictures, its settings"));
        return Stream.concat(
                        models,
                        Stream.of(new StudyContent.Link(
                                "The scans",
                                link(folder.explored().resolve("explore.html")),
                                "what is in the folder, copies, how files are stored")))
                .toList();
    }

    private String link(Path page) {
        return CompareWork.relative(folder.path(), page);
    }

    /** Without what has a place of its own: recipes stand on the runs' pages, the comparison above. */
    private ObjectNode settings() {
        ObjectNode tree = (ObjectNode) Json.tree(study);
        tree.remove(List.of("recipes", "comparison", "shortcuts"));
        return tree;
    }

    private void announce(CompareWork.Compared compared, StudyContent.FedRight fedRight) {
        CompareText.lines(compared.document()).forEach(narrator::say);
        compared.content().models().stream()
                .filter(card -> !card.degenerate().isEmpty())
                .forEach(card -> narrator.alarm((Degeneracy.onlyTooFew(card.degenerate()) ? "" : "DEGENERATE: ")
                        + card.name() + ": " + String.join("; ", card.degenerate())));
        if (fedRight != null) {
            narrator.say(String.format(
                    "%s, the same weights fed right: AUC %.3f instead of %.3f, %s",
                    fedRight.model(),
                    fedRight.once().metrics().rocAuc(),
                    fedRight.twice().metrics().rocAuc(),
                    fedRight.once().degenerate().isEmpty() ? "not degenerate" : "degenerate still"));
        }
        narrator.say("page: " + folder.page());
    }
}
