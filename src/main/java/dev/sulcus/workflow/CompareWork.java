package dev.sulcus.workflow;

import dev.sulcus.artefact.AtomicFile;
import dev.sulcus.artefact.Json;
import dev.sulcus.dataset.Dataset;
import dev.sulcus.dataset.DuplicateGroups;
import dev.sulcus.device.DeviceProbe;
import dev.sulcus.evaluation.FailureMode;
import dev.sulcus.evaluation.FoldPrediction;
import dev.sulcus.evaluation.ModelComparison;
import dev.sulcus.evaluation.ModelPredictions;
import dev.sulcus.fault.Fault;
import dev.sulcus.metrics.BootstrapConfig;
import dev.sulcus.metrics.CalibrationCurve;
import dev.sulcus.metrics.Degeneracy;
import dev.sulcus.metrics.RocCurve;
import dev.sulcus.metrics.Samples;
import dev.sulcus.model.ModelBundle;
import dev.sulcus.report.ComparisonContent;
import dev.sulcus.report.ComparisonPage;
import dev.sulcus.report.ModelCard;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/** What {@code compare} does: finished runs on the same scans, side by side. Used by one thread. */
public final class CompareWork {
    private static final int BINS = 10;

    private final CompareConfig config;
    private final Narrator narrator;
    private final List<ComparedRun> runs;
    private final List<String> warnings = new ArrayList<>();

    private CompareWork(CompareConfig config, Narrator narrator) {
        this.config = config;
        this.narrator = narrator;
        List<String> names = CompareNames.of(config.runs());
        runs = IntStream.range(0, names.size())
                .mapToObj(i -> ComparedRun.read(names.get(i), config.runs().get(i)))
                .toList();
    }

    /**
     * A comparison, for programs and for pages.
     *
     * @param document compare.json
     * @param content what pages show
     */
    record Compared(CompareDocument document, ComparisonContent content) {}

    /**
     * Compares and writes what came out.
     *
     * @throws Fault of kind data, naming what differs, when the runs were not judged on the same scans
     */
    public static CompareDocument run(CompareConfig config, Narrator narrator) {
        if (config.out() != null) {
            AtomicFile.requireFolderPossible(config.out());
        }
        Compared compared = compare(config, "Comparison", narrator);
        CompareText.lines(compared.document()).forEach(narrator::say);
        compared.document().warnings().forEach(narrator::warn);
        if (config.out() != null) {
            Json.write(config.out().resolve("compare.json"), compared.document());
            Path page = config.out().resolve("compare.html");
            ComparisonPage.write(page, compared.content());
            narrator.say("page: " + page);
        }
        return compared.document();
    }

    /** Compares without writing or saying the result. */
    static Compared compare(CompareConfig config, String title, Narrator narrator) {
        return new CompareWork(config, narrator).compared(title);
    }

    private Compared compared(String title) {
        requireSameScans();
        Map<String, Integer> groupOf = groups();
        ModelComparison half = comparison(ComparedRun::half, groupOf);
        boolean chosen = runs.stream().anyMatch(ComparedRun::hasChosen);
        ModelComparison atChosen = chosen ? comparison(ComparedRun::chosen, groupOf) : half;
        String device = RunDescription.cpu(DeviceProbe.probe());
        Optional<CompareTiming> timing = timing();
        double[] rates =
                timing.map(measured -> measured.imagesPerSecond(narrator)).orElseGet(() -> undefined(runs.size()));
        List<ModelCard> cards = IntStream.range(0, runs.size())
                .mapToObj(i -> card(runs.get(i), half, groupOf, rates[i]))
                .toList();
        String how = timing.map(measured -> measured.words(device)).orElse("");
        runs.forEach(run -> run.trained().warnings().stream()
                .filter(warning -> !warnings.contains(warning))
                .forEach(warnings::add));
        var document = new CompareDocument(
                CompareDocument.SCHEMA,
                runs.get(0).trained().data(),
                models(cards),
                half,
                chosen ? atChosen : null,
                how,
                device,
                warnings);
        return new Compared(document, new ComparisonContent(title, judged(half), half, atChosen, cards, how, warnings));
    }

    /** Other contents under the same names would compare unlike things; which paths differ is found out later. */
    private void requireSameScans() {
        ComparedRun first = runs.get(0);
        for (ComparedRun run : runs) {
            boolean samePaths = paths(first).equals(paths(run));
            if (samePaths
                    && !first.trained()
                            .data()
                            .fingerprint()
                            .equals(run.trained().data().fingerprint())) {
                throw Fault.data(
                        first.name() + " and " + run.name() + " were judged on files of the same names but other"
                                + " contents (" + first.trained().data().folder() + ", "
                                + run.trained().data().folder() + "); evaluate both on the same data");
            }
        }
    }

    private static List<String> paths(ComparedRun run) {
        return run.rows().stream().map(FoldPrediction::path).sorted().toList();
    }

    private ModelComparison comparison(Function<ComparedRun, ModelPredictions> calls, Map<String, Integer> groupOf) {
        return ModelComparison.of(runs.stream().map(calls).toList(), groupOf, BootstrapConfig.DEFAULT);
    }

    /** The group of copies of each judged scan: a cross-validation knows them; for others the scans are read again. */
    private Map<String, Integer> groups() {
        var groupOf = new HashMap<String, Integer>();
        Optional<ComparedRun> folds = runs.stream().filter(ComparedRun::grouped).findFirst();
        if (folds.isPresent()) {
            folds.get().rows().forEach(row -> groupOf.put(row.path(), row.group()));
            return groupOf;
        }
        DataSpec data = runs.get(0).trained().data();
        if (!Files.isDirectory(Path.of(data.folder()))) {
            warnings.add("the scans (" + data.folder()
                    + ") are not there any more: copies could not be found, and every scan"
                    + " counts as independent, which makes the intervals too narrow");
            return groupOf;
        }
        Dataset scans = DataLoading.again(data, config.resources(), narrator);
        DuplicateGroups groups = DuplicateGroups.of(scans.scans());
        for (int i = 0; i < scans.scans().size(); i++) {
            groupOf.put(scans.scans().get(i).path(), groups.groupOf(i));
        }
        return groupOf;
    }

    private Optional<CompareTiming> timing() {
        if (!config.timing()) {
            return Optional.empty();
        }
        Path root = Path.of(runs.get(0).trained().data().folder());
        List<Path> files = paths(runs.get(0)).stream().map(root::resolve).toList();
        if (!files.stream().allMatch(Files::isRegularFile)) {
            warnings.add("the scans (" + root + ") are not there any more: how fast the models score was not measured");
            return Optional.empty();
        }
        List<SavedModels> models = runs.stream()
                .map(run -> SavedModels.of(ModelBundle.find(run.fits().get(0).path())))
                .toList();
        return Optional.of(new CompareTiming(models, files, config.resources()));
    }

    private static double[] undefined(int count) {
        double[] rates = new double[count];
        Arrays.fill(rates, Double.NaN);
        return rates;
    }

    private ModelCard card(ComparedRun run, ModelComparison half, Map<String, Integer> groupOf, double rate) {
        Samples samples = run.samples(groupOf);
        Recipe recipe = run.trained().recipe();
        return new ModelCard(
                run.name(),
                recipe.model(),
                recipe.pixels().words(),
                recipe.start() == null
                        ? "starts from numbers drawn from the seed"
                        : recipe.start().sentence(),
                run.parameters(),
                run.fits().size(),
                run.trainingSeconds(),
                rate,
                run.failures(samples),
                Degeneracy.reasons(half.models().get(runs.indexOf(run)).metrics()),
                run.foldMetrics(),
                ComparedRun.halfPoint(samples),
                run.hasChosen() ? run.chosenPoint(samples) : ComparedRun.halfPoint(samples),
                RocCurve.of(samples.labels(), samples.probabilities()),
                CalibrationCurve.of(samples.labels(), samples.probabilities(), BINS),
                link(run),
                ChoiceWords.of(run));
    }

    /** The run's page as seen from this one. */
    private String link(ComparedRun run) {
        return config.out() == null
                ? ""
                : relative(config.out(), run.trained().folder().report());
    }

    /** The address of {@code page} from a page in {@code folder}: slashes everywhere, so that a browser takes it. */
    static String relative(Path folder, Path page) {
        Path way = folder.toAbsolutePath()
                .normalize()
                .relativize(page.toAbsolutePath().normalize());
        return way.toString()
                .replace('\\', '/')
                .replace("%", "%25")
                .replace("#", "%23")
                .replace("?", "%3F");
    }

    private List<CompareDocument.Model> models(List<ModelCard> cards) {
        return IntStream.range(0, cards.size())
                .mapToObj(i -> model(runs.get(i), cards.get(i)))
                .toList();
    }

    private static CompareDocument.Model model(ComparedRun run, ModelCard card) {
        List<FailureMode> failures = card.failures();
        return new CompareDocument.Model(
                card.name(),
                run.trained().folder().path().toString(),
                card.architecture(),
                card.parameters(),
                card.trained(),
                card.trainingSeconds(),
                card.imagesPerSecond(),
                failures,
                run.hasChosen() ? List.of(card.half(), card.chosen()) : List.of(card.half()));
    }

    private String judged(ModelComparison comparison) {
        boolean folds = runs.stream().allMatch(ComparedRun::grouped);
        String how = folds
                ? "each by models that learnt from neither it nor a copy of it"
                : "held back from the fitting of every model; where training stops early, they said when";
        return String.format(
                "%d scans of %s, %d with tumour, in %d independent groups; %s",
                comparison.scans(),
                runs.get(0).trained().data().folder(),
                comparison.tumours(),
                comparison.groups(),
                how);
    }
}
