package dev.sulcus.workflow;

import dev.sulcus.benchmark.Agreement;
import dev.sulcus.benchmark.BenchDocument;
import dev.sulcus.benchmark.BenchRows;
import dev.sulcus.benchmark.BenchSetting;
import dev.sulcus.benchmark.HeapMeter;
import dev.sulcus.benchmark.RoundRobin;
import dev.sulcus.benchmark.StepSubject;
import dev.sulcus.benchmark.WorkCost;
import dev.sulcus.device.MachinePeak;
import dev.sulcus.device.Precision;
import dev.sulcus.device.SessionConfig;
import dev.sulcus.model.FlopCount;
import dev.sulcus.model.WeightSpec;
import dev.sulcus.pipeline.BatchSource;
import dev.sulcus.pipeline.PageLocking;
import dev.sulcus.pipeline.PipelineConfig;
import dev.sulcus.training.StepProbe;
import dev.sulcus.training.TrainingResources;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** What {@code bench train} does: how long a training step takes, and what it is of what the machine could do. */
public final class BenchTrainWork {
    private static final int COMPARED_STEPS = 8;

    private final BenchTrainConfig config;
    private final Narrator narrator;
    private final BenchSession session;
    private List<Path> files;
    private final byte[] pictures;
    private final Map<Precision, StepProbe> probes = new LinkedHashMap<>();
    private final Map<Precision, StepProbe> residents = new LinkedHashMap<>();
    private final Map<Integer, BatchSource> sources = new TreeMap<>();
    private final List<BenchSetting> settings = new ArrayList<>();
    private final List<StepSubject> subjects = new ArrayList<>();

    private BenchTrainWork(BenchTrainConfig config, Narrator narrator) {
        this.config = config;
        this.narrator = narrator;
        files = config.data() == null ? List.of() : BenchPictures.files(config.data());
        requireEnough();
        session = new BenchSession("train", config.common(), narrator);
        pictures = config.data() == null
                ? BenchPictures.drawn(config.recipe().pixels(), config.common().pictures())
                : null;
    }

    /**
     * Measures.
     *
     * @throws dev.sulcus.fault.Fault of kind data when there are no files, of kind usage when they are fewer than a batch
     */
    public static BenchDocument run(BenchTrainConfig config, Narrator narrator) {
        var work = new BenchTrainWork(config, narrator);
        try (work.session) {
            return work.measured();
        }
    }

    private BenchDocument measured() {
        Recipe recipe = config.recipe();
        session.setting("model", recipe.model());
        session.setting("pixels", recipe.pixels());
        session.setting("network", recipe.network());
        session.setting("unfreeze", recipe.training().unfreeze());
        session.setting("augmentation", recipe.training().augmentation());
        session.setting("adam", recipe.training().adam());
        session.setting("batches", config.batches());
        session.setting("precisions", config.precisions());
        session.setting("data", config.data() == null ? null : config.data().toString());
        if (config.data() != null) {
            int batch = config.batches().stream().min(Integer::compare).orElseThrow();
            files = BenchPictures.readable(files, pipeline(batch), session, narrator);
            requireEnough();
        }
        MachinePeak peak = session.measurePeak();
        try {
            openProbes();
            compareLosses();
            openSubjects();
            measure(peak);
        } finally {
            sources.values().forEach(BatchSource::close);
            probes.values().forEach(StepProbe::close);
            residents.values().forEach(StepProbe::close);
        }
        return session.finish("Training " + recipe.model());
    }

    private void requireEnough() {
        if (config.data() != null) {
            config.batches().forEach(batch -> StepSubject.requireEnough(batch, files.size()));
        }
    }

    private void openProbes() {
        Recipe recipe = config.recipe();
        for (Precision precision : config.precisions()) {
            SessionConfig own = config.common().resources().session().with(precision);
            probes.put(
                    precision,
                    new StepProbe(
                            recipe.network(),
                            recipe.pixels(),
                            recipe.training().unfreeze(),
                            recipe.training().augmentation(),
                            recipe.training().adam(),
                            own));
            if (config.resident()) {
                residents.put(
                        precision,
                        StepProbe.resident(
                                recipe.network(),
                                recipe.pixels(),
                                recipe.training().unfreeze(),
                                recipe.training().augmentation(),
                                recipe.training().adam(),
                                own,
                                pictures,
                                config.common().resources().feeding().stepsPerCall()));
            }
        }
    }

    /** The price of each precision: how far its losses lie from the first one's, on the same pictures. */
    private void compareLosses() {
        if (probes.size() < 2) {
            return;
        }
        int batch = config.batches().stream().min(Integer::compare).orElseThrow();
        byte[] pictures =
                BenchPictures.drawn(config.recipe().pixels(), config.common().pictures());
        Precision first = config.precisions().get(0);
        double[] reference = probes.get(first).losses(batch, pictures, COMPARED_STEPS);
        probes.forEach((precision, probe) -> {
            if (precision != first) {
                double[] own = probe.losses(batch, pictures, COMPARED_STEPS);
                session.add(Agreement.ofLosses(precision.name(), own, first.name(), reference));
            }
        });
    }

    private void openSubjects() {
        double warmUp = config.common().mostWarmUpSeconds();
        int[] order = IntStream.range(0, files.size()).toArray();
        PageLocking locking = PageLocking.forSession(config.common().resources().session(), session::warn);
        for (int batch : config.batches().stream().sorted().toList()) {
            Set<Thread> before = HeapMeter.living();
            if (pictures == null) {
                sources.put(batch, BatchSource.open(pipeline(batch), files, locking));
            }
            HeapMeter heap = HeapMeter.sinceStarted(before);
            for (Precision precision : config.precisions()) {
                StepProbe probe = probes.get(precision);
                String input = pictures == null ? "files" : "memory";
                settings.add(new BenchSetting(null, input, precision.name(), batch, null));
                subjects.add(
                        pictures == null
                                ? StepSubject.fromFiles(
                                        probe, batch, sources.get(batch), order, heap, warmUp, narrator::stopWished)
                                : StepSubject.fromMemory(probe, batch, pictures, warmUp, narrator::stopWished));
                if (config.resident()) {
                    settings.add(new BenchSetting(null, residentInput(), precision.name(), batch, null));
                    subjects.add(StepSubject.onDevice(residents.get(precision), batch, warmUp, narrator::stopWished));
                }
            }
        }
    }

    private String residentInput() {
        int steps = config.common().resources().feeding().stepsPerCall();
        return steps == 1 ? "resident" : "resident, " + steps + " steps a call";
    }

    private void measure(MachinePeak peak) {
        BenchConfig common = config.common();
        subjects.forEach(subject -> subject.measurement().watch(session.meter()));
        RoundRobin.Turns turns;
        try (Narrator.Task task = narrator.task("training steps", 1)) {
            turns = RoundRobin.run(
                    subjects,
                    common.repeats(),
                    common.leastBlockSeconds(),
                    measurement -> true,
                    Double.POSITIVE_INFINITY,
                    new StopCheck(task, narrator));
        }
        probes.values().stream()
                .map(StepProbe::refusal)
                .flatMap(Optional::stream)
                .forEach(session::warn);
        session.ended(turns);
        FlopCount flops =
                FlopCount.of(config.recipe().network(), config.recipe().pixels());
        for (int i = 0; i < subjects.size(); i++) {
            if (subjects.get(i).measurement().blocks().isEmpty()) {
                continue;
            }
            StepProbe probe = probes.get(Precision.valueOf(settings.get(i).precision()));
            session.add(
                    BenchRows.of(
                            settings.get(i),
                            subjects.get(i),
                            turns.warmUps().get(i),
                            cost(flops, probe, settings.get(i)),
                            peak),
                    subjects.get(i).measurement().histogram());
        }
    }

    private WorkCost cost(FlopCount flops, StepProbe probe, BenchSetting setting) {
        Recipe recipe = config.recipe();
        long trained = recipe.network().build(recipe.pixels()).weights().stream()
                .filter(weight -> weight.trainable() && probe.trained().contains(weight.layer()))
                .mapToLong(WeightSpec::count)
                .sum();
        boolean wide = Precision.valueOf(setting.precision()) == Precision.FLOAT32;
        return WorkCost.training(
                flops.training(probe.trained()::contains),
                flops.trainingNumbers(probe.trained()::contains),
                wide ? Float.BYTES : Short.BYTES,
                trained,
                setting.batch());
    }

    private PipelineConfig pipeline(int batch) {
        TrainingResources resources = config.common().resources();
        return new PipelineConfig(
                config.recipe().pixels(),
                batch,
                resources.slots(),
                resources.workers(),
                resources.cacheBudgetBytes(),
                resources.maxPixels());
    }
}
