package dev.sulcus.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sulcus.artefact.AtomicFile;
import dev.sulcus.artefact.Json;
import dev.sulcus.dataset.ClassWeights;
import dev.sulcus.dataset.Dataset;
import dev.sulcus.dataset.DuplicateGroups;
import dev.sulcus.dataset.FolderIndex;
import dev.sulcus.dataset.Scan;
import dev.sulcus.dataset.SplitPart;
import dev.sulcus.dataset.SplitSpec;
import dev.sulcus.evaluation.CrossValidationConfig;
import dev.sulcus.evaluation.CrossValidationPlan;
import dev.sulcus.evaluation.CrossValidationResult;
import dev.sulcus.evaluation.EvaluationResult;
import dev.sulcus.evaluation.FoldPlan;
import dev.sulcus.evaluation.FoldResult;
import dev.sulcus.fault.Fault;
import dev.sulcus.model.ModelBundle;
import dev.sulcus.model.ModelSpec;
import dev.sulcus.model.Views;
import dev.sulcus.report.EnteredPixels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleFunction;
import java.util.stream.IntStream;

/**
 * What {@code evaluate} does: a saved run on the scans that it held back, or on other data; a cross-validation on its own
 * test folds, or the mean of its models on other data.
 */
public final class EvaluateWork {
    private final EvaluateConfig config;
    private final Narrator narrator;
    private final TrainedOn trained;
    private final List<String> warnings = new ArrayList<>();

    private EvaluateWork(EvaluateConfig config, Narrator narrator) {
        this.config = config;
        this.narrator = narrator;
        trained = TrainedOn.read(new RunFolder(config.run()));
    }

    /**
     * Judges the run and writes what came out.
     *
     * @return what metrics.json holds
     * @throws Fault of kind data when the run has no model yet
     */
    public static Object run(EvaluateConfig config, Narrator narrator) {
        var folder = new RunFolder(config.run());
        if (config.data() == null && folder.holdsCrossValidation()) {
            return rejudge(folder, config, narrator);
        }
        return new EvaluateWork(config, narrator).run();
    }

    /**
     * Judges the recipe of a run instead of its model: trains it anew in every fold.
     *
     * @param config the run; its data or, without any, the run's own
     * @param folds how scans are parted, given the recipe's threshold
     * @param stop asked after every step; true finishes the step and leaves a checkpoint
     * @return what run.json of the cross-validation says in the end
     */
    public static CrossValidationSpec crossValidate(
            EvaluateConfig config,
            DoubleFunction<CrossValidationConfig> folds,
            Narrator narrator,
            BooleanSupplier stop) {
        TrainedOn run = TrainedOn.read(new RunFolder(config.run()));
        boolean own = config.data() == null;
        boolean said = !config.positive().isEmpty() || !config.negative().isEmpty();
        var data = new DataConfig(
                own ? Path.of(run.data().folder()) : config.data(),
                own && !said ? run.data().positive() : config.positive(),
                own && !said ? run.data().negative() : config.negative(),
                config.resources().workers(),
                config.resources().maxPixels());
        Path out = config.out() == null ? config.run().resolve("folds") : config.out();
        return CrossValidationWork.start(
                new TrainConfig(data, out, run.recipe(), config.resources()),
                folds.apply(run.recipe().threshold()),
                narrator,
                stop);
    }

    private static Object rejudge(RunFolder folder, EvaluateConfig config, Narrator narrator) {
        CrossValidationSpec run = SavedModels.finished(folder);
        Dataset data = DataLoading.again(run.data(), config.resources(), narrator);
        CrossValidationPlan plan = CrossValidationWork.planAgain(run, data, DuplicateGroups.of(data.scans()));
        var out = new RunFolder(config.out() == null ? folder.path().resolve(name(config)) : config.out());
        var judging = new FoldJudging(data, config.views(), config.resources());
        var results = new ArrayList<FoldResult>();
        try (Narrator.Task task = narrator.task("judging", plan.folds().size())) {
            for (FoldPlan fold : plan.folds()) {
                FoldFolder home = FoldFolder.of(folder, run.folds(), fold.fold());
                var check = new StopCheck(task, narrator);
                results.add(judging.judge(
                                fold,
                                fed(home.bundles(), out, fold.fold(), config),
                                (done, all) ->
                                        check.at(fold.fold() - 1L, plan.folds().size()))
                        .result());
            }
        }
        CrossValidationResult result = CrossValidationJudgement.pool(results);
        AtomicFile.deleteTree(wrong(out));
        CrossValidationJudgement.write(
                out,
                "Evaluation of " + folder.name() + views(config.views()),
                config.doubleScaling() ? run.withWarning(Scaling.WARNING) : run,
                result,
                config.doubleScaling() ? List.of() : CrossValidationJudgement.learning(folder, run),
                new FoldMistakes(config.doubleScaling() ? null : folder, run.folds(), data, config.resources()));
        CrossValidationJudgement.announce(result, narrator);
        narrator.say("report: " + out.report());
        return Json.read(out.metrics(), JsonNode.class);
    }

    private Object run() {
        var out = new RunFolder(config.out() == null ? config.run().resolve(name(config)) : config.out());
        SavedModels found = SavedModels.find(config.run());
        SavedModels models = new SavedModels(fed(found.bundles(), out, 0, config), found.threshold());
        if (config.doubleScaling()) {
            warnings.add(Scaling.WARNING);
        }
        SplitPart part = config.data() == null ? ownScans() : otherData(models.spec());
        EvaluationResult result = Judgement.judge(models, config.views(), part, config.resources(), narrator);
        Judgement.write(
                out,
                page(models, part),
                part,
                result,
                HeatPictures.of(models, config.resources()),
                config.resources().maxPixels());
        AtomicFile.deleteTree(wrong(out));
        warnings.forEach(narrator::warn);
        Judgement.announce(result, narrator);
        narrator.say("report: " + out.report());
        return MetricsDocument.of(result);
    }

    /** The validation part; of a cross-validation's fold, its test scans. */
    private SplitPart ownScans() {
        Dataset data = trainingData();
        if (!data.fingerprint().equals(trained.data().fingerprint())) {
            throw Fault.data(
                    trained.data().folder() + ": the scans are not those this run was trained on; name the data"
                            + " to judge it on: sulcus evaluate " + config.run() + " DATA");
        }
        warnings.addAll(trained.warnings());
        SplitSpec split = new RunFolder(config.run()).readSplit();
        if (split.hasTest()) {
            return SplitPart.of(data, split.testIndices(data));
        }
        if (trained.recipe().training().earlyStopping().restoreBest()) {
            warnings.add("these scans chose the epoch whose weights were kept: the figures are a little too good");
        }
        return SplitPart.of(data, split.toSplit(data).validation());
    }

    private SplitPart otherData(ModelSpec model) {
        boolean said = !config.positive().isEmpty() || !config.negative().isEmpty();
        List<String> names = FolderIndex.list(config.data()).classNames();
        boolean known = !said && knows(model, names);
        Dataset data = DataLoading.load(
                new DataConfig(
                        config.data(),
                        known ? intersection(model.positive(), names) : config.positive(),
                        known ? intersection(model.negative(), names) : config.negative(),
                        config.resources().workers(),
                        config.resources().maxPixels()),
                narrator);
        warnAboutTrainingScans(data);
        return SplitPart.of(data, IntStream.range(0, data.scans().size()).toArray());
    }

    /** A model is not to be praised for scans that it has learnt: names how many of these near a training scan. */
    private void warnAboutTrainingScans(Dataset data) {
        if (!Files.isDirectory(Path.of(trained.data().folder()))) {
            warnings.add("the training data (" + trained.data().folder() + ") are not there: whether these scans repeat"
                    + " training scans could not be checked");
            return;
        }
        List<Scan> learnt = trained.learnt(trainingData());
        var all = new ArrayList<>(data.scans());
        all.addAll(learnt);
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
        DataSpec then = trained.data();
        return DataLoading.load(
                new DataConfig(
                        Path.of(then.folder()),
                        then.positive(),
                        then.negative(),
                        config.resources().workers(),
                        config.resources().maxPixels()),
                narrator);
    }

    private Judgement.Page page(SavedModels models, SplitPart part) {
        String what = config.data() == null
                ? "the scans that it held back"
                : config.data().toString();
        int members = models.bundles().size();
        String line = String.format(
                "%s on %s: %d + %d scans (no tumour + tumour)%s%s",
                config.run(),
                what,
                part.count(0),
                part.count(1),
                members == 1 ? "" : "; mean probability of its " + members + " models",
                views(config.views()));
        EnteredPixels entered =
                EnteredRange.of(models.bundles().get(0), part, "the judged scans", Path.of(""), config.resources());
        entered.warnings().forEach(warnings::add);
        return new Judgement.Page(
                "Evaluation of " + new RunFolder(config.run()).name(),
                line,
                List.of(),
                0,
                false,
                warnings,
                new ClassWeights(Double.NaN, Double.NaN),
                trained.tree(),
                entered);
    }

    private static String views(Views views) {
        return views == Views.FLIP ? ", each scan also mirrored" : "";
    }

    /** The models as they are to be fed: their own, or copies that stay until they are judged. */
    private static List<ModelBundle> fed(List<ModelBundle> own, RunFolder out, int fold, EvaluateConfig config) {
        return !config.doubleScaling()
                ? own
                : IntStream.range(0, own.size())
                        .mapToObj(i -> Scaling.rewrite(own.get(i), wrong(out).resolve(fold + "-" + i), true))
                        .toList();
    }

    /** Where copies of the models lie that are fed wrongly. */
    private static Path wrong(RunFolder out) {
        return out.path().resolve("double-scaling");
    }

    private static String name(EvaluateConfig config) {
        String name = config.data() == null
                ? "evaluation"
                : "evaluation-" + config.data().toAbsolutePath().normalize().getFileName();
        return config.doubleScaling() ? name + "-double-scaling" : name;
    }

    private static boolean knows(ModelSpec model, List<String> names) {
        return names.stream()
                        .allMatch(name -> model.positive().contains(name)
                                || model.negative().contains(name))
                && !intersection(model.positive(), names).isEmpty()
                && !intersection(model.negative(), names).isEmpty();
    }

    private static List<String> intersection(List<String> wanted, List<String> names) {
        return wanted.stream().filter(names::contains).toList();
    }
}
