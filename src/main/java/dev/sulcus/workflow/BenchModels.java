package dev.sulcus.workflow;

import dev.sulcus.artefact.AtomicFile;
import dev.sulcus.device.Precision;
import dev.sulcus.device.ScoringEngine;
import dev.sulcus.fault.Fault;
import dev.sulcus.model.Classifier;
import dev.sulcus.model.ModelBundle;
import dev.sulcus.model.ModelSpec;
import dev.sulcus.model.Network;
import dev.sulcus.model.UntrainedModel;
import dev.sulcus.model.Views;
import dev.sulcus.training.TrainingResources;
import dev.sulcus.weights.WeightStart;
import dev.sulcus.weights.WeightStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The models that a measurement scores with; a made-up one lies in a temporary folder, which {@link #close} deletes. */
final class BenchModels implements AutoCloseable {
    private static final long SEED = 1;

    private final SavedModels models;
    private final Path temporary;
    private final String words;
    private final String sha256;
    private final ScoringEngine engine;

    private BenchModels(SavedModels models, Path temporary, String words, String sha256, ScoringEngine engine) {
        this.models = models;
        this.temporary = temporary;
        this.words = words;
        this.sha256 = sha256;
        this.engine = engine;
    }

    /**
     * Finds the run's models, or writes an untrained one.
     *
     * @throws Fault of kind data when there is no model, or no room for one
     */
    static BenchModels open(BenchModelConfig config) {
        if (config.run() != null) {
            SavedModels found = SavedModels.find(config.run());
            return new BenchModels(
                    found, null, found.spec().architecture() + " of " + config.run(), null, config.engine());
        }
        Path folder = temporaryFolder();
        try {
            return write(config, folder, folder);
        } catch (RuntimeException | Error e) {
            AtomicFile.deleteTree(folder);
            throw e;
        }
    }

    /**
     * Writes an untrained one into a folder that stays.
     *
     * @throws Fault of kind data when there is no room for it
     */
    static BenchModels write(BenchModelConfig config, Path folder) {
        return write(config, folder, null);
    }

    private static BenchModels write(BenchModelConfig config, Path folder, Path temporary) {
        WeightStart start = start(config);
        ModelBundle bundle = UntrainedModel.write(folder.resolve("model"), spec(config), start.values(), SEED);
        String words = config.recipe().model() + ", " + start.sentence();
        String sha256 =
                start.weights() == null ? null : start.weights().source().sha256();
        return new BenchModels(SavedModels.of(bundle), temporary, words, sha256, config.engine());
    }

    /** Loads them in one precision into the engine that is asked for; the caller closes it. */
    Classifier open(Precision precision, TrainingResources resources, Narrator narrator) {
        if (engine == ScoringEngine.TENSORFLOW && precision != Precision.FLOAT32) {
            throw Fault.usage("--precision " + precision.word() + " needs --engine fused; a saved model's session is"
                    + " float32");
        }
        return models.open(Views.PLAIN, engine, with(precision, resources), narrator);
    }

    /** Loads them into TensorFlow's session in float32, what every speed is judged by; the caller closes it. */
    Classifier openReference(TrainingResources resources) {
        return models.open(Views.PLAIN, with(Precision.FLOAT32, resources));
    }

    /** What they are. */
    SavedModels saved() {
        return models;
    }

    /** In a line. */
    String words() {
        return words;
    }

    /** SHA-256 of the file of weights that an untrained model begins with; null where there is none. */
    String startSha256() {
        return sha256;
    }

    static TrainingResources with(Precision precision, TrainingResources resources) {
        return resources.with(precision);
    }

    @Override
    public void close() {
        if (temporary != null) {
            AtomicFile.deleteTree(temporary);
        }
    }

    private static WeightStart start(BenchModelConfig config) {
        Recipe recipe = config.recipe();
        Network network = recipe.network().build(recipe.pixels());
        return WeightStore.startFor(recipe.model(), network, null, config.models(), config.store());
    }

    private static ModelSpec spec(BenchModelConfig config) {
        Recipe recipe = config.recipe();
        return new ModelSpec(
                ModelSpec.SCHEMA,
                recipe.model(),
                recipe.network(),
                recipe.network().build(recipe.pixels()).parameters(),
                recipe.pixels(),
                ModelSpec.INPUT,
                ModelSpec.OUTPUT,
                List.of("no"),
                List.of("yes"),
                recipe.threshold(),
                Map.of("use", "benchmark; it has learnt nothing"));
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("sulcus-bench");
        } catch (IOException e) {
            throw Fault.data("cannot make a folder for temporary files: " + e, e);
        }
    }
}
