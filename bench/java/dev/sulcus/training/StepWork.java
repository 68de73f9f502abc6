package dev.sulcus.training;

import dev.sulcus.artefact.Json;
import dev.sulcus.device.Installation;
import dev.sulcus.device.SessionConfig;
import dev.sulcus.model.Augmentation;
import dev.sulcus.model.AugmentationConfig;
import dev.sulcus.model.CnnConfig;
import dev.sulcus.model.EfficientNet;
import dev.sulcus.model.EfficientNetConfig;
import dev.sulcus.model.ModelBundle;
import dev.sulcus.model.ModelSpec;
import dev.sulcus.model.Network;
import dev.sulcus.model.NetworkConfig;
import dev.sulcus.model.ToneAugmentation;
import dev.sulcus.pipeline.PixelSpec;
import dev.sulcus.pipeline.Resampling;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.tensorflow.Result;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.FloatDataBuffer;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/**
 * The product's own training step on a batch of noise in memory, for benchmarks: the arithmetic doesn't care what the
 * pixels show. Owns its graph and tensors; one thread.
 */
public final class StepWork implements AutoCloseable {
    /** What every benchmark of a network feeds. */
    public static final PixelSpec PIXELS = new PixelSpec(224, 224, Resampling.AREA);

    private final NetworkConfig config;
    private final Network network;
    private final TrainingGraph graph;
    private final boolean onFeatures;
    private final TUint8 images;
    private final TFloat32 features;
    private final StepFeeds feeds;
    private long step;

    private StepWork(NetworkConfig config, GraphConfig graphConfig, SessionConfig session, int batch) {
        this.config = config;
        network = config.build(PIXELS);
        onFeatures = graphConfig.onFeatures();
        graph = new TrainingGraph(network, PIXELS, graphConfig, session);
        graph.initialize(1);
        images = noise(batch);
        features = TFloat32.tensorOf(Shape.of(batch, EfficientNet.WIDTH));
        feeds = new StepFeeds(batch);
        var moves = new Augmentation(AugmentationConfig.NOTEBOOK, PIXELS);
        var tones = new ToneAugmentation(AugmentationConfig.NOTEBOOK, PIXELS);
        for (int row = 0; row < batch; row++) {
            feeds.set(row, row % 2, 1);
            moves.draw(1, 1, row, feeds.transformValues(), row);
            tones.leave(feeds.toneValues(), row);
        }
    }

    /** Trains every layer, with Keras' Adam. */
    public static StepWork all(
            NetworkConfig network, AugmentationConfig augmentation, SessionConfig session, int batch) {
        return new StepWork(
                network, new GraphConfig(Unfreeze.ALL, false, augmentation, AdamConfig.KERAS, 0, 0), session, batch);
    }

    /** Trains the head alone, on features of the frozen base. */
    public static StepWork head(NetworkConfig network, SessionConfig session, int batch) {
        var graph = new GraphConfig(Unfreeze.HEAD, true, AugmentationConfig.NONE, AdamConfig.KERAS, 0, 0);
        return new StepWork(network, graph, session, batch);
    }

    /** The shape of the network that a benchmark names: {@code cnn}, or {@code efficientnet} with anything after it. */
    public static NetworkConfig network(String name) {
        return name.equals("cnn") ? CnnConfig.NOTEBOOK : EfficientNetConfig.B0;
    }

    /** The session settings that the product runs with. */
    public static SessionConfig productSession() {
        Path file = Installation.nativeConfig().resolve("cpu.json");
        return Files.isRegularFile(file) ? Json.read(file, SessionConfig.class) : SessionConfig.DEFAULT;
    }

    /** Random bytes as pictures, uint8 [batch, 224, 224, 3]; the caller closes them. */
    public static TUint8 noise(int batch) {
        byte[] bytes = new byte[batch * PIXELS.imageBytes()];
        new Random(1).nextBytes(bytes);
        TUint8 tensor = TUint8.tensorOf(Shape.of(batch, PIXELS.height(), PIXELS.width(), PixelSpec.CHANNELS));
        tensor.asRawTensor().data().write(bytes);
        return tensor;
    }

    /** One step; with a head alone, the base's forward pass first. The loss before the update. */
    public double step() {
        if (onFeatures) {
            computeFeatures();
            return headStep();
        }
        step++;
        graph.step(images, feeds, AdamConfig.KERAS.learningRate(), 1, step);
        return graph.lastLoss();
    }

    /** A head stage as the product runs it: the base once for each batch, then {@code epochs} steps on its features. */
    public double headStage(int batches, int epochs) {
        double loss = Double.NaN;
        for (int batch = 0; batch < batches; batch++) {
            computeFeatures();
            for (int epoch = 0; epoch < epochs; epoch++) {
                loss = headStep();
            }
        }
        return loss;
    }

    /** Numbers in the network, those that training never changes among them. */
    public long parameters() {
        return network.parameters();
    }

    /** Numbers that a step of every layer changes. */
    public long trainable() {
        return network.trainableParameters();
    }

    /** Saves the weights as they are, as a model to score with. */
    public ModelBundle save(Path folder) {
        var spec = new ModelSpec(
                ModelSpec.SCHEMA,
                "benchmark",
                config,
                network.parameters(),
                PIXELS,
                ModelSpec.INPUT,
                ModelSpec.OUTPUT,
                List.of("no"),
                List.of("yes"),
                0.5,
                Map.of("seed", "1"));
        try (Result weights = graph.weights()) {
            return ModelBundle.write(
                    folder,
                    spec,
                    IntStream.range(0, network.weights().size())
                            .mapToObj(i -> (TFloat32) weights.get(i))
                            .toList());
        }
    }

    @Override
    public void close() {
        feeds.close();
        features.close();
        images.close();
        graph.close();
    }

    private void computeFeatures() {
        FloatDataBuffer rows = features.asRawTensor().data().asFloats();
        graph.features(images, feeds, step, rows);
    }

    private double headStep() {
        step++;
        graph.step(features, feeds, AdamConfig.KERAS.learningRate(), 1, step);
        return graph.lastLoss();
    }
}
