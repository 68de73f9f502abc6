package dev.sulcus.workflow;

import dev.sulcus.artefact.Json;
import dev.sulcus.dataset.ClassWeights;
import dev.sulcus.dataset.Dataset;
import dev.sulcus.dataset.DuplicateGroups;
import dev.sulcus.dataset.FolderIndex;
import dev.sulcus.dataset.Split;
import dev.sulcus.dataset.SplitPart;
import dev.sulcus.evaluation.EvaluationResult;
import dev.sulcus.fault.Fault;
import dev.sulcus.model.ModelBundle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** What {@code evaluate} does: a saved run on its own validation part, or on other data. */
public final class EvaluateWork {
    private final EvaluateConfig config;
    private final Narrator narrator;
    private final RunFolder folder;
    private final RunSpec run;
    private final List<String> warnings = new ArrayList<>();

    private EvaluateWork(EvaluateConfig config, Narrator narrator) {
        this.config = config;
        this.narrator = narrator;
        folder = new RunFolder(config.run());
        run = folder.readRun();
    }

    /**
     * Judges the run and writes what came out.
     *
     * @return what came out
     * @throws Fault of kind data when the run has no model yet
     */
    public static EvaluationResult run(EvaluateConfig config, Narrator narrator) {
        return new EvaluateWork(config, narrator).run();
    }

    /** The result as metrics.json holds it. */
    public static Object document(EvaluationResult result) {
        return MetricsDocument.of(result);
    }

    private EvaluationResult run() {
        ModelBundle bundle = ModelBundle.find(config.run());
        SplitPart part = config.data() == null ? ownValidation() : otherData(bundle);
        EvaluationResult result = Judgement.judge(bundle, part, config.resources(), narrator);
        var out = new RunFolder(config.out() == null ? defaultOut() : config.out());
        Judgement.write(out, page(part), part, result, config.resources().maxPixels());
        warnings.forEach(narrator::warn);
        Judgement.announce(result, narrator);
        narrator.say("report: " + out.report());
        return result;
    }

    private SplitPart ownValidation() {
        Dataset data = trainingData();
        if (!data.fingerprint().equals(run.data().fingerprint())) {
            throw Fault.data(run.data().folder() + ": the scans are not those this run was trained on; name the data"
                    + " to judge it on: sulcus evaluate " + config.run() + " DATA");
        }
        warnings.addAll(run.warnings());
        if (run.recipe().training().earlyStopping().restoreBest()) {
            warnings.add("these scans chose the epoch whose weights were kept: the figures are a little too good");
        }
        return SplitPart.of(data, folder.readSplit().toSplit(data).validation());
    }

    private SplitPart otherData(ModelBundle bundle) {
        boolean said = !config.positive().isEmpty() || !config.negative().isEmpty();
        List<String> names = FolderIndex.list(config.data()).classNames();
        boolean known = !said && knows(bundle, names);
        Dataset data = DataLoading.load(
                new DataConfig(
                        config.data(),
                        known ? intersection(bundle.spec().positive(), names) : config.positive(),
                        known ? intersection(bundle.spec().negative(), names) : config.negative(),
                        config.resources().workers(),
                        config.resources().maxPixels()),
                narrator);
        warnAboutTrainingScans(data);
        return SplitPart.of(data, IntStream.range(0, data.scans().size()).toArray());
    }

    /** A model is not to be praised for scans that it has learnt: names how many of these near a training scan. */
    private void warnAboutTrainingScans(Dataset data) {
        if (!Files.isDirectory(Path.of(run.data().folder()))) {
            warnings.add("the training data (" + run.data().folder() + ") are not there: whether these scans repeat"
                    + " training scans could not be checked");
            return;
        }
        Dataset trained = trainingData();
        Split split = folder.readSplit().toSplit(trained);
        var all = new ArrayList<>(data.scans());
        for (int index : split.training()) {
            all.add(trained.scans().get(index));
        }
        int seen = repeats(DuplicateGroups.of(all), data.scans().size(), all.size());
        if (seen > 0) {
            warnings.add(
                    seen + " of " + data.scans().size() + " scans are a copy or near-duplicate of a scan that trained"
                            + " this model: the figures flatter it");
        }
    }

    private static int repeats(DuplicateGroups groups, int judged, int all) {
        Set<Integer> trained = new HashSet<>();
        for (int i = judged; i < all; i++) {
            trained.add(groups.groupOf(i));
        }
        return (int) IntStream.range(0, judged)
                .filter(i -> trained.contains(groups.groupOf(i)))
                .count();
    }

    private Dataset trainingData() {
        RunSpec.Data then = run.data();
        return DataLoading.load(
                new DataConfig(
                        Path.of(then.folder()),
                        then.positive(),
                        then.negative(),
                        config.resources().workers(),
                        config.resources().maxPixels()),
                narrator);
    }

    private Judgement.Page page(SplitPart part) {
        String what = config.data() == null
                ? "its own validation part"
                : config.data().toString();
        String line = String.format(
                "%s on %s: %d + %d scans (no tumour + tumour)", config.run(), what, part.count(0), part.count(1));
        return new Judgement.Page(
                "Evaluation of " + config.run().toAbsolutePath().getFileName(),
                line,
                List.of(),
                0,
                warnings,
                new ClassWeights(Double.NaN, Double.NaN),
                Json.tree(run));
    }

    private Path defaultOut() {
        String name = config.data() == null
                ? "evaluation"
                : "evaluation-" + config.data().toAbsolutePath().normalize().getFileName();
        return config.run().resolve(name);
    }

    private static boolean knows(ModelBundle bundle, List<String> names) {
        return names.stream()
                        .allMatch(name -> bundle.spec().positive().contains(name)
                                || bundle.spec().negative().contains(name))
                && !intersection(bundle.spec().positive(), names).isEmpty()
                && !intersection(bundle.spec().negative(), names).isEmpty();
    }

    private static List<String> intersection(List<String> wanted, List<String> names) {
        return wanted.stream().filter(names::contains).toList();
    }
}
