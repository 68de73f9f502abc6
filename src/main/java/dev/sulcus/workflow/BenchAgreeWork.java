package dev.sulcus.workflow;

import dev.sulcus.benchmark.AgreeCheck;
import dev.sulcus.benchmark.AgreeDocument;
import dev.sulcus.benchmark.FolderSystem;
import dev.sulcus.benchmark.MemorySystem;
import dev.sulcus.benchmark.SystemUnderTest;
import dev.sulcus.device.DeviceChoice;
import dev.sulcus.device.MachineDescription;
import dev.sulcus.device.MachineProbe;
import dev.sulcus.device.Precision;
import dev.sulcus.device.ScoringEngine;
import dev.sulcus.device.SessionConfig;
import dev.sulcus.fault.Fault;
import dev.sulcus.fault.FaultKind;
import dev.sulcus.model.BundleWeights;
import dev.sulcus.model.Classifier;
import dev.sulcus.model.CnnConfig;
import dev.sulcus.model.EfficientNetConfig;
import dev.sulcus.model.FeatureProbe;
import dev.sulcus.model.Network;
import dev.sulcus.model.UntrainedModel;
import dev.sulcus.model.Views;
import dev.sulcus.pipeline.PixelSpec;
import dev.sulcus.training.LossTrace;
import dev.sulcus.training.TrainingResources;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What {@code bench agree} does: the same weights and pictures on the device that is judged and on the processor, in one
 * process, and Keras' numbers beside both. A GPU is held against the processor's session in float32; the processor
 * against itself, engine by engine and precision by precision, and a repetition must give the same bits. Used by one
 * thread.
 */
public final class BenchAgreeWork {
    private static final String FEATURES = "EfficientNetB0, features";
    private static final String PROBABILITIES = "EfficientNetB0, probabilities";
    private static final String FILES = "EfficientNetB0, probabilities of the files";
    private static final String STEPS = ", losses of training";
    /** Small enough that no loss runs away, which would make any two computations differ. */
    private static final double RATE = 1e-4;

    private static final long SEED = 1;
    private static final int PICTURES = 16;
    private static final int MOST_FILES = 512;
    private static final int SCORED_BATCH = 8;

    private final BenchAgreeConfig config;
    private final Narrator narrator;
    private final boolean gpu;
    private final List<AgreeCheck> checks = new ArrayList<>();

    private BenchAgreeWork(BenchAgreeConfig config, Narrator narrator) {
        this.config = config;
        this.narrator = narrator;
        gpu = config.resources().session().device() == DeviceChoice.GPU;
    }

    /**
     * Compares; a check that fails, or can't be made, does not stop the others. Where the user does, those that were made
     * come out, as not passed.
     *
     * @throws Fault of kind data when the files or the weights can't be read, of kind interrupted when the user stopped it
     *     before the first check
     */
    public static AgreeDocument run(BenchAgreeConfig config, Narrator narrator) {
        return new BenchAgreeWork(config, narrator).compared();
    }

    /**
     * Compares two worklists of the same files instead.
     *
     * @throws Fault of kind data when one is no worklist
     */
    public static AgreeDocument worklists(Path own, Path reference, BenchAgreeConfig config, Narrator narrator) {
        var work = new BenchAgreeWork(config, narrator);
        long start = System.nanoTime();
        work.checks.addAll(WorklistAgreement.of(own, reference));
        return work.finish(RunDescription.now(), (System.nanoTime() - start) / 1e9, MachineProbe.describe(), false);
    }

    private AgreeDocument compared() {
        String started = RunDescription.now();
        long start = System.nanoTime();
        List<Path> files = config.data() == null ? List.of() : BenchPictures.files(config.data());
        var machine = MachineProbe.describe();
        narrator.say("machine: " + machine.words());
        boolean stopped = false;
        try {
            compareAll(files);
        } catch (Fault e) {
            if (e.kind() != FaultKind.INTERRUPTED || checks.isEmpty()) {
                throw e;
            }
            stopped = true;
        }
        return finish(started, (System.nanoTime() - start) / 1e9, machine, stopped);
    }

    private void compareAll(List<Path> files) {
        keras();
        trainCnn();
        var scoring = new BenchModelConfig(null, config.network(), config.models(), config.store(), null);
        try (BenchModels models = BenchModels.open(scoring)) {
            narrator.say("weights: " + models.words());
            Map<String, float[]> weights =
                    BundleWeights.read(models.saved().bundles().get(0));
            kerasFeatures(models, weights);
            features(weights);
            train("EfficientNetB0", plain(config.network()), config.network().pixels(), weights, RATE);
            byte[] drawn = BenchPictures.drawn(config.network().pixels(), PICTURES);
            score(
                    PROBABILITIES,
                    models,
                    classifier -> new MemorySystem(classifier, config.network().pixels(), drawn, SCORED_BATCH));
            if (!files.isEmpty()) {
                List<Path> some = files.subList(0, Math.min(files.size(), MOST_FILES));
                score(
                        FILES,
                        models,
                        classifier -> new FolderSystem(
                                classifier, models.saved().pipeline(config.resources()), some, SCORED_BATCH));
            }
        }
    }

    private AgreeDocument finish(String started, double seconds, MachineDescription machine, boolean stopped) {
        boolean passed = !stopped && checks.stream().allMatch(AgreeCheck::passed);
        List<String> warnings = stopped
                ? List.of(BenchSession.STOPPED + ": " + checks.size() + " checks were made, the others were not")
                : List.of();
        AgreeText.lines(checks).forEach(narrator::say);
        warnings.forEach(narrator::warn);
        return new AgreeDocument(
                AgreeDocument.SCHEMA, Versions.program(), started, seconds, word(), machine, checks, passed, warnings);
    }

    private AgreeTolerance allowed(Precision precision) {
        var card = config.resources().session().gpu();
        return AgreeTolerance.of(precision, gpu, card != null && card.tf32());
    }

    private void keras() {
        String what = "small CNN" + STEPS;
        double[] losses = KerasWitness.losses();
        double[] probabilities = KerasWitness.probabilities();
        AgreeTolerance allowed = allowed(Precision.FLOAT32);
        String own = word() + " float32";
        LossTrace.Trace trace = attempt(
                what,
                own,
                "Keras",
                allowed.loss(),
                () -> LossTrace.of(
                        KerasWitness.network(),
                        KerasWitness.PIXELS,
                        KerasWitness.start(),
                        KerasWitness.lesson(),
                        session(Precision.FLOAT32)));
        if (trace != null) {
            add(AgreeCheck.relative(what, own, trace.losses(), "Keras", losses, allowed.loss()));
            add(AgreeCheck.absolute(
                    "small CNN, probabilities after it",
                    own,
                    trace.probabilities(),
                    "Keras",
                    probabilities,
                    10 * allowed.probability()));
        }
    }

    private void trainCnn() {
        CnnConfig shape = (CnnConfig) config.cnn().network();
        Network network = new CnnConfig(shape.filters(), shape.denseUnits(), 0)
                .build(config.cnn().pixels());
        train("CNN", network, config.cnn().pixels(), Map.of(), RATE);
    }

    /** Without what is dropped at random: only arithmetic is compared. */
    private static Network plain(Recipe recipe) {
        return new EfficientNetConfig(0, 0).build(recipe.pixels());
    }

    private void train(String name, Network network, PixelSpec pixels, Map<String, float[]> start, double rate) {
        requireNoStop();
        narrator.say("training " + name + ", " + config.steps() + " steps");
        byte[] rgb = BenchPictures.drawn(pixels, config.batch());
        var lesson = new LossTrace.Lesson(rgb, 1, 1, rate, config.steps());
        String what = name + STEPS;
        Map<String, float[]> from = start.isEmpty() ? UntrainedModel.draw(network, SEED) : start;
        SessionConfig reference =
                config.resources().session().with(DeviceChoice.CPU).with(Precision.FLOAT32);
        double[] expected =
                LossTrace.of(network, pixels, from, lesson, reference).losses();
        for (Precision precision : config.precisions()) {
            boolean same = !gpu && precision == Precision.FLOAT32;
            AgreeTolerance allowed = same ? AgreeTolerance.NONE : allowed(precision);
            String own = word() + " " + word(precision) + (same ? ", again" : "");
            double[] losses = attempt(what, own, "cpu float32", allowed.loss(), () -> LossTrace.of(
                            network, pixels, from, lesson, session(precision))
                    .losses());
            if (losses != null) {
                // Adam's first step moves a weight by the whole learning rate, whichever way its gradient points: where
                // rounding turns a sign, later losses part. So a narrow type answers for its first loss alone.
                int count = precision == Precision.FLOAT32 ? losses.length : 1;
                double[] shown = Arrays.copyOf(losses, count);
                double[] wanted = Arrays.copyOf(expected, count);
                add(AgreeCheck.relative(what, own, shown, "cpu float32", wanted, allowed.loss()));
            }
        }
    }

    private void kerasFeatures(BenchModels models, Map<String, float[]> weights) {
        if (!KerasFeatures.areOf(models.startSha256())) {
            narrator.warn("left out: Keras' features are of the weights that come with Sulcus, not of these");
            return;
        }
        double allowed = allowed(Precision.FLOAT32).features();
        String own = word() + " float32";
        double[] values = attempt(
                FEATURES,
                own,
                "Keras",
                allowed,
                () -> FeatureProbe.features(
                        EfficientNetConfig.B0,
                        KerasFeatures.PIXELS,
                        weights,
                        KerasFeatures.pictures(),
                        session(Precision.FLOAT32)));
        if (values != null) {
            add(AgreeCheck.scaled(FEATURES, own, values, "Keras", KerasFeatures.values(), allowed));
        }
    }

    private void features(Map<String, float[]> weights) {
        requireNoStop();
        narrator.say("features of EfficientNetB0");
        PixelSpec pixels = config.network().pixels();
        byte[] rgb = BenchPictures.drawn(pixels, config.batch());
        SessionConfig reference =
                config.resources().session().with(DeviceChoice.CPU).with(Precision.FLOAT32);
        double[] expected = FeatureProbe.features(EfficientNetConfig.B0, pixels, weights, rgb, reference);
        for (Precision precision : config.precisions()) {
            if (!gpu && precision == Precision.FLOAT32) {
                continue;
            }
            double allowed = allowed(precision).features();
            String own = word() + " " + word(precision);
            double[] values = attempt(
                    FEATURES,
                    own,
                    "cpu float32",
                    allowed,
                    () -> FeatureProbe.features(EfficientNetConfig.B0, pixels, weights, rgb, session(precision)));
            if (values != null) {
                add(AgreeCheck.scaled(FEATURES, own, values, "cpu float32", expected, allowed));
            }
        }
    }

    /** Opens what scores. */
    @FunctionalInterface
    private interface Opener {
        SystemUnderTest open(Classifier classifier);
    }

    private void score(String what, BenchModels models, Opener opener) {
        requireNoStop();
        narrator.say(what);
        TrainingResources plain = config.resources();
        TrainingResources host =
                with(plain, plain.session().with(DeviceChoice.CPU).with(Precision.FLOAT32));
        double[] expected = probabilities(models, ScoringEngine.TENSORFLOW, host, opener);
        if (gpu) {
            judge(what, models, ScoringEngine.TENSORFLOW, Precision.FLOAT32, expected, opener);
            config.precisions()
                    .forEach(precision -> judge(what, models, ScoringEngine.FUNCTION, precision, expected, opener));
        } else {
            for (Precision precision : config.precisions()) {
                Classifier.obstacle(ScoringEngine.FUSED, precision)
                        .ifPresentOrElse(
                                why -> narrator.warn("left out: " + why),
                                () -> judge(what, models, ScoringEngine.FUSED, precision, expected, opener));
            }
        }
    }

    private void judge(
            String what,
            BenchModels models,
            ScoringEngine engine,
            Precision precision,
            double[] expected,
            Opener opener) {
        double allowed = allowed(precision).probability();
        String how = engine == ScoringEngine.TENSORFLOW ? "" : engine.name().toLowerCase(Locale.ROOT) + " ";
        String own = word() + " " + how + word(precision);
        double[] values = attempt(
                what,
                own,
                "cpu float32",
                allowed,
                () -> probabilities(models, engine, with(config.resources(), session(precision)), opener));
        if (values != null) {
            add(AgreeCheck.absolute(what, own, values, "cpu float32", expected, allowed));
        }
    }

    private double[] probabilities(
            BenchModels models, ScoringEngine engine, TrainingResources resources, Opener opener) {
        try (Classifier classifier = models.saved().open(Views.PLAIN, engine, resources, narrator);
                SystemUnderTest system = opener.open(classifier)) {
            return system.probabilities();
        }
    }

    /** What the device gives; null, and a check that failed, where it can't. */
    private <T> T attempt(String what, String own, String reference, double allowed, Supplier<T> work) {
        requireNoStop();
        try {
            return work.get();
        } catch (Fault e) {
            if (e.kind() == FaultKind.INTERRUPTED || e.kind() == FaultKind.BUG) {
                throw e;
            }
            add(AgreeCheck.failed(what, own, reference, allowed, e.getMessage()));
            return null;
        }
    }

    private void add(AgreeCheck check) {
        checks.add(check);
    }

    /** Before each long piece of work; after the last check there is nothing left to stop. */
    private void requireNoStop() {
        if (narrator.stopWished()) {
            throw Fault.interrupted("stopped before there was a check to show");
        }
    }

    private SessionConfig session(Precision precision) {
        return config.resources().session().with(precision);
    }

    private static TrainingResources with(TrainingResources resources, SessionConfig session) {
        return new TrainingResources(
                session,
                resources.workers(),
                resources.slots(),
                resources.cacheBudgetBytes(),
                resources.maxPixels(),
                resources.feeding());
    }

    private String word() {
        return gpu ? "gpu" : "cpu";
    }

    private static String word(Precision precision) {
        return precision.word();
    }
}
