package dev.sulcus.workflow;

import dev.sulcus.benchmark.Agreement;
import dev.sulcus.benchmark.BenchDocument;
import dev.sulcus.benchmark.BenchRows;
import dev.sulcus.benchmark.BenchSetting;
import dev.sulcus.benchmark.FolderSystem;
import dev.sulcus.benchmark.HeapMeter;
import dev.sulcus.benchmark.LoadClock;
import dev.sulcus.benchmark.LoadConfig;
import dev.sulcus.benchmark.MemorySystem;
import dev.sulcus.benchmark.OfflineSubject;
import dev.sulcus.benchmark.RoundRobin;
import dev.sulcus.benchmark.Scenario;
import dev.sulcus.benchmark.ServerLoad;
import dev.sulcus.benchmark.ServerResult;
import dev.sulcus.benchmark.ServerSubject;
import dev.sulcus.benchmark.StreamSubject;
import dev.sulcus.benchmark.Subject;
import dev.sulcus.benchmark.SystemUnderTest;
import dev.sulcus.benchmark.WorkCost;
import dev.sulcus.device.MachinePeak;
import dev.sulcus.device.Precision;
import dev.sulcus.fault.Fault;
import dev.sulcus.fault.FaultKind;
import dev.sulcus.model.Classifier;
import dev.sulcus.model.FlopCount;
import dev.sulcus.pipeline.PipelineConfig;
import dev.sulcus.pipeline.PixelSpec;
import dev.sulcus.resident.Card;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** What {@code bench score} does: LoadGen's scenarios on a model, and what each precision costs in agreement. */
public final class BenchScoreWork {
    private static final int MOST_JUDGED = 2048;

    private final BenchScoreConfig config;
    private final Narrator narrator;
    private final BenchSession session;
    private final BenchModels models;
    private List<Path> files;
    private final byte[] pictures;
    private final FlopCount flops;
    private final List<Precision> precisions;
    private final Map<Precision, Classifier> classifiers = new LinkedHashMap<>();
    /** The threads that do not belong to the work: those of classifiers and sources are started later. */
    private final Set<Thread> before = HeapMeter.living();

    private MachinePeak peak;
    /** Who decodes; null for the host. */
    private Card card;

    private BenchScoreWork(BenchScoreConfig config, BenchModels models, Narrator narrator) {
        this.config = config;
        this.models = models;
        this.narrator = narrator;
        files = config.data() == null ? List.of() : BenchPictures.files(config.data());
        session = new BenchSession("score", config.common(), narrator);
        pictures = config.data() == null
                ? BenchPictures.drawn(pixels(), config.common().pictures())
                : null;
        flops = FlopCount.of(models.saved().spec().network(), pixels());
        precisions = possible();
    }

    /** Those that were asked for, but for what this CPU lacks; all where it lacks all, so that opening says why. */
    private List<Precision> possible() {
        var left = new ArrayList<Precision>();
        for (Precision precision : config.precisions()) {
            SavedModels.obstacle(
                            config.model().engine(), precision, config.common().resources())
                    .ifPresentOrElse(why -> session.warn("left out: " + why), () -> left.add(precision));
        }
        return left.isEmpty() ? config.precisions() : List.copyOf(left);
    }

    /**
     * Measures.
     *
     * @throws dev.sulcus.fault.Fault of kind data when there is no model or no file
     */
    public static BenchDocument run(BenchScoreConfig config, Narrator narrator) {
        try (BenchModels models = BenchModels.open(config.model())) {
            var work = new BenchScoreWork(config, models, narrator);
            try (work.session) {
                return work.measured();
            }
        }
    }

    private BenchDocument measured() {
        describe();
        if (pictures == null) {
            files = BenchPictures.readable(files, pipeline(), session, narrator);
        }
        peak = session.measurePeak();
        try {
            openClassifiers();
            judge();
            for (Scenario scenario : config.scenarios()) {
                measureUnlessStopped(scenario);
            }
        } finally {
            classifiers.values().stream()
                    .map(classifier -> classifier.locking().refusal())
                    .flatMap(Optional::stream)
                    .forEach(session::warn);
            classifiers.values().forEach(Classifier::close);
        }
        return session.finish("Scoring with " + models.saved().spec().architecture());
    }

    private void measureUnlessStopped(Scenario scenario) {
        if (session.stopped()) {
            session.warn(scenario.word() + " was not begun");
        } else if (scenario == Scenario.SERVER) {
            try {
                measureServers();
            } catch (Fault e) {
                if (e.kind() != FaultKind.INTERRUPTED) {
                    throw e;
                }
                session.stop();
            }
        } else {
            measure(scenario);
        }
    }

    private void describe() {
        session.setting("model", models.words());
        session.setting("pixels", pixels());
        session.setting(
                "scenarios", config.scenarios().stream().map(Scenario::word).toList());
        session.setting("batches", config.batches());
        session.setting("precisions", config.precisions());
        session.setting("data", config.data() == null ? null : config.data().toString());
        session.setting("boundMillis", config.boundMillis());
        session.setting("seed", config.seed());
        var loads = new LinkedHashMap<String, LoadConfig>();
        config.scenarios().forEach(scenario -> loads.put(scenario.word(), config.load(scenario)));
        session.setting("loads", loads);
        if (config.shorter()) {
            session.warn(
                    "--min-seconds or --min-queries is below LoadGen's minimum; a run that keeps it is valid here, but"
                            + " is no result by LoadGen's rules");
        }
        session.setting("earlyStopping", "estimated beside the percentile; a run is never cut short by it");
    }

    /** In every precision that is asked for. */
    private void openClassifiers() {
        for (Precision precision : new LinkedHashSet<>(precisions)) {
            classifiers.put(precision, models.open(precision, config.common().resources(), narrator));
        }
        card = pictures != null
                ? null
                : CardChoice.of(
                        config.decoder(), classifiers.values().iterator().next(), pipeline(), narrator);
        session.setting("decoder", card == null ? "host" : "gpu");
        session.setting(
                "engine", classifiers.values().stream().map(Classifier::engine).toList());
    }

    private void judge() {
        double threshold = models.saved().threshold();
        double[] reference;
        try (Classifier session32 = models.openReference(config.common().resources())) {
            reference = probabilities(session32, null);
        }
        for (Classifier classifier : classifiers.values()) {
            double[] own = probabilities(classifier, null);
            session.add(Agreement.of(classifier.engine(), own, "TensorFlow's session", reference, threshold));
            if (card != null) {
                String engine = classifier.engine();
                session.add(Agreement.of(
                        engine + ", JPEGs decoded on the GPU",
                        probabilities(classifier, card),
                        engine + ", decoded on the host",
                        own,
                        threshold));
            }
        }
    }

    private double[] probabilities(Classifier classifier, Card decoding) {
        int batch = largest();
        List<Path> some = files.subList(0, Math.min(files.size(), MOST_JUDGED));
        try (SystemUnderTest system = system(classifier, decoding, some, batch)) {
            return system.probabilities();
        }
    }

    private void measure(Scenario scenario) {
        var settings = new ArrayList<BenchSetting>();
        var subjects = new ArrayList<Subject>();
        var systems = new ArrayList<SystemUnderTest>();
        try {
            boolean offline = scenario == Scenario.OFFLINE;
            List<Integer> batches = offline ? config.batches() : List.of(scenario.picturesPerQuery());
            for (int batch : batches) {
                for (Precision precision : precisions) {
                    SystemUnderTest system = system(classifiers.get(precision), card, files, batch);
                    systems.add(system);
                    HeapMeter heap = HeapMeter.sinceStarted(before);
                    double warmUp = config.common().mostWarmUpSeconds();
                    subjects.add(
                            offline
                                    ? new OfflineSubject(
                                            system, batch, LoadClock.system(), heap, warmUp, narrator::stopWished)
                                    : new StreamSubject(
                                            system, batch, LoadClock.system(), heap, warmUp, narrator::stopWished));
                    settings.add(setting(scenario, precision, batch));
                }
            }
            runAndAdd(scenario, settings, subjects);
            systems.forEach(this::warnOfSmallerBatches);
        } finally {
            systems.forEach(SystemUnderTest::close);
        }
    }

    private void runAndAdd(Scenario scenario, List<BenchSetting> settings, List<Subject> subjects) {
        LoadConfig load = config.load(scenario);
        int rounds = RoundRobin.rounds(config.common().repeats(), load.minSeconds());
        subjects.forEach(subject -> subject.measurement().watch(session.meter()));
        RoundRobin.Turns turns;
        try (Narrator.Task task = narrator.task(scenario.word(), 1)) {
            turns = RoundRobin.run(
                    subjects,
                    rounds,
                    load.minSeconds() / rounds,
                    measurement -> load.tooShort(
                                    scenario == Scenario.OFFLINE ? measurement.pictures() : measurement.units(),
                                    measurement.seconds(),
                                    "")
                            == null,
                    load.maxSeconds(),
                    new StopCheck(task, narrator));
        }
        session.ended(turns);
        // Of what was stopped, the blocks that there are count: the warning says how many.
        LoadConfig counts = turns.stopped() ? new LoadConfig(0, 1, load.maxSeconds()) : load;
        for (int i = 0; i < subjects.size(); i++) {
            if (subjects.get(i).measurement().blocks().isEmpty()) {
                continue;
            }
            session.add(
                    BenchRows.of(
                            settings.get(i),
                            scenario,
                            subjects.get(i),
                            turns.warmUps().get(i),
                            counts,
                            cost(settings.get(i)),
                            peak),
                    subjects.get(i).measurement().histogram());
        }
    }

    private WorkCost cost(BenchSetting setting) {
        int members = models.saved().bundles().size();
        boolean wide = Precision.valueOf(setting.precision()) == Precision.FLOAT32;
        return WorkCost.scoring(
                flops.forward() * members,
                flops.forwardNumbers() * members,
                wide ? Float.BYTES : Short.BYTES,
                models.saved().spec().parameters() * members,
                setting.batch());
    }

    private void measureServers() {
        int[] sizes = powersUpTo(largest());
        var systems = new ArrayList<SystemUnderTest>();
        var servers = new ArrayList<ServerSubject>();
        LoadConfig load = config.load(Scenario.SERVER);
        int searches = Math.min(config.common().repeats(), 5);
        long total = (long) precisions.size() * (searches + 1);
        try (Narrator.Task task = narrator.task("server", total)) {
            var progress = new StopCheck(task, narrator);
            double[] guesses = new double[precisions.size()];
            for (Precision precision : precisions) {
                SystemUnderTest system = system(classifiers.get(precision), card, files, sizes);
                systems.add(system);
                guesses[servers.size()] = 0.6 * throughput(system, sizes);
                var server = new ServerLoad(system, LoadClock.system(), narrator::stopWished);
                var subject = new ServerSubject(server, config.tries(), load, config.boundMillis(), config.seed());
                subject.watch(session.meter());
                servers.add(subject);
            }
            long done = 0;
            for (int round = 0; round < searches; round++) {
                for (int i = 0; i < servers.size(); i++) {
                    servers.get(i).search(round, guesses[i]);
                    progress.at(++done, total);
                }
            }
            for (int i = 0; i < servers.size(); i++) {
                ServerResult result = servers.get(i).confirm();
                session.add(
                        BenchRows.of(setting(Scenario.SERVER, precisions.get(i), largest()), servers.get(i), result),
                        servers.get(i).histogram());
                progress.at(++done, total);
            }
            systems.forEach(this::warnOfSmallerBatches);
        } finally {
            systems.forEach(SystemUnderTest::close);
        }
    }

    /** A row says what was asked for; where memory ran out, less went through at a time. */
    private void warnOfSmallerBatches(SystemUnderTest system) {
        int[] sizes = system.sizes();
        String line = smallerBatches(sizes[sizes.length - 1], system.reducedBatch());
        if (line != null) {
            session.warn(line);
        }
    }

    /** Null where a batch of {@code asked} pictures was scored at once. */
    static String smallerBatches(int asked, int reduced) {
        return reduced == 0 || reduced >= asked
                ? null
                : "memory ran out: of a batch of " + asked + " at most " + reduced
                        + " pictures were scored at a time; its figures are of that";
    }

    /** Pictures per second in full batches, after every size has been used. */
    private static double throughput(SystemUnderTest system, int... sizes) {
        for (int size : sizes) {
            system.answer(0, size, count -> {});
            system.answer(0, size, count -> {});
        }
        int largest = sizes[sizes.length - 1];
        long start = System.nanoTime();
        system.answer(0, largest, count -> {});
        return largest / ((System.nanoTime() - start) / 1e9);
    }

    private PipelineConfig pipeline() {
        return models.saved().pipeline(config.common().resources());
    }

    private SystemUnderTest system(Classifier classifier, Card decoding, List<Path> some, int... sizes) {
        return pictures == null
                ? new FolderSystem(classifier, decoding, pipeline(), some, sizes)
                : new MemorySystem(classifier, pixels(), pictures, sizes);
    }

    private BenchSetting setting(Scenario scenario, Precision precision, int batch) {
        return new BenchSetting(scenario.word(), pictures == null ? "files" : "memory", precision.name(), batch, null);
    }

    private PixelSpec pixels() {
        return models.saved().spec().pixels();
    }

    private int largest() {
        return config.batches().stream().mapToInt(Integer::intValue).max().orElse(1);
    }

    /** 1, 2, 4 … and {@code most} itself. */
    static int[] powersUpTo(int most) {
        return IntStream.concat(IntStream.iterate(1, size -> size < most, size -> size * 2), IntStream.of(most))
                .toArray();
    }
}
