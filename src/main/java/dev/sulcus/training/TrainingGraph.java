package dev.sulcus.training;

import dev.sulcus.device.SessionConfig;
import dev.sulcus.model.AugmentationConfig;
import dev.sulcus.model.Classifier;
import dev.sulcus.model.Forward;
import dev.sulcus.model.InferenceGraph;
import dev.sulcus.model.LayerPolicy;
import dev.sulcus.model.Network;
import dev.sulcus.model.WeightSpec;
import dev.sulcus.pipeline.PixelSpec;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.buffer.FloatDataBuffer;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TType;

/**
 * One network with everything training needs, in one graph and one session: the variables, a step (pictures, forward,
 * loss, updates), and the inference path over the same weights. Every weight is read once per step. Owns graph and
 * session; not thread-safe.
 */
final class TrainingGraph implements AutoCloseable {
    // Streams of CounterRandom that no epoch (1, 2, ...) takes; -2 is dropout's.
    private static final long WEIGHTS_STREAM = -1;
    private static final long FEATURES_STREAM = -4;

    private final Graph graph;
    private final Session session;
    private final TrainingVariables variables;
    private final InferenceGraph inference;
    private final FrozenFeatures features;
    private final OptimizerStep step;
    private final TrainingPictures pictures;
    private double lastLoss;
    private int lastCorrect;

    /** Trains every layer. */
    TrainingGraph(
            Network network,
            PixelSpec pixels,
            AugmentationConfig augmentation,
            AdamConfig adam,
            SessionConfig session) {
        this(network, pixels, new GraphConfig(Unfreeze.ALL, false, augmentation, adam, 0, 0), session);
    }

    TrainingGraph(Network network, PixelSpec pixels, GraphConfig config, SessionConfig sessionConfig) {
        graph = new Graph();
        Ops tf = Ops.create(graph);
        Set<String> layers = config.unfreeze().layersOf(network);
        variables = new TrainingVariables(tf, network, config, layers, sessionConfig.precision());
        List<WeightSpec> specs = variables.weights().specs();
        List<? extends Operand<TFloat32>> reads = variables.weights().reads();
        Forward use = Forward.inference(tf, specs, variables.used().reads());
        inference = InferenceGraph.add(tf, network, pixels, use);
        var seed = new SeedFeed(tf);
        pictures = new TrainingPictures(tf, config.augmentation(), pixels, inference.images(), seed.input());
        Forward pass =
                Forward.training(tf, specs, reads, seed.input(), layers::contains, LayerPolicy.of(sessionConfig));
        features = config.onFeatures() ? FrozenFeatures.add(tf, network, pass, use, pictures.images()) : null;
        Operand<TFloat32> logits = config.onFeatures() ? features.logits() : network.logits(pass, pictures.images());
        var loss = new StepLoss(tf, network, pass, logits, config.kindWeight());
        var updates = new StepUpdates(graph, tf, variables, reads, pass, loss.value());
        step = new OptimizerStep(config.onFeatures() ? null : pictures, loss, updates, seed);
        variables.addState(tf, seed.input());
        session = new Session(graph, sessionConfig.toProto());
    }

    /** Weights and optimizer as they are before the first step, drawn from the seed alone. */
    void initialize(long seed) {
        Session.Runner runner = session.runner();
        step.seed().feed(runner, seed, WEIGHTS_STREAM, 0);
        variables.initialize(runner);
    }

    /**
     * One optimizer step.
     *
     * @param input uint8 pictures [N, H, W, 3], or float32 features [N, F]; borrowed
     * @param feeds of the same N
     * @param number from 1, the t of Adam's bias correction and the counter of dropout
     */
    void step(TType input, StepFeeds feeds, double rate, long seed, long number) {
        Session.Runner runner = session.runner().feed(features == null ? inference.images() : features.input(), input);
        step.feed(runner, feeds, rate, seed, number);
        step.fetch(runner);
        try (Result result = SessionRuns.run("a training step", runner)) {
            lastLoss = ((TFloat32) result.get(0)).getFloat();
            lastCorrect = (int) ((TFloat32) result.get(1)).getFloat();
            if (scaling() != null) {
                scaling().hear(result, 2);
            }
        }
    }

    /** The weighted loss of the last step, before its update. */
    double lastLoss() {
        return lastLoss;
    }

    /** How many pictures of the last step were on the right side of 0.5. */
    int lastCorrect() {
        return lastCorrect;
    }

    /** Scales the loss, and knows which steps were skipped; null where the precision needs none. */
    LossScale scaling() {
        return variables.scaling();
    }

    /** Features of scans, changed as {@code feeds} says, into {@code out}: N · F numbers; noise by {@code batch}. */
    void features(TUint8 scans, StepFeeds feeds, long batch, FloatDataBuffer out) {
        Session.Runner runner = session.runner().feed(inference.images(), scans).fetch(features.ofPictures());
        step.seed().feed(runner, FEATURES_STREAM, batch);
        pictures.feed(runner, feeds);
        try (Result result = SessionRuns.run("computing features", runner)) {
            ((TFloat32) result.get(0)).asRawTensor().data().asFloats().copyTo(out, out.size());
        }
    }

    /** The probability of each row of features [N, F] with the head as it is. */
    double[] probabilities(TFloat32 rows) {
        Session.Runner runner = session.runner().feed(features.input(), rows).fetch(features.probability());
        try (Result result = SessionRuns.run("scoring features", runner)) {
            FloatDataBuffer values =
                    ((TFloat32) result.get(0)).asRawTensor().data().asFloats();
            return IntStream.range(0, Math.toIntExact(values.size()))
                    .mapToDouble(values::getFloat)
                    .toArray();
        }
    }

    /** The inference path over the weights as they are; borrows this session. */
    Classifier classifier() {
        return Classifier.over(session, inference);
    }

    /** The weights, by name and shape, in order. */
    List<WeightSpec> weightSpecs() {
        return variables.weights().specs();
    }

    /** The weights in use, in order; they stay so whatever runs later. The caller closes. */
    Result weights() {
        return variables.fetch(session.runner(), List.of(variables.used()));
    }

    /** Weights, first and second moments, in this order: all that {@link #restore} needs. The caller closes. */
    Result state() {
        return variables.fetch(session.runner(), variables.all());
    }

    /** The weights of {@link #state}, then both slots, by name. */
    List<WeightSpec> stateSpecs() {
        return variables.specs();
    }

    /** Sets as many variables as there are values, in the order of {@link #state}; the values are borrowed. */
    void restore(List<TFloat32> values) {
        variables.restore(session.runner(), values);
    }

    /** Sets the weights, and their average where there is one, to what {@link #weights} once gave; borrowed. */
    void restoreWeights(List<TFloat32> values) {
        variables.restoreWeights(session.runner(), values);
    }

    /** Sets the weights that {@code values} names by path; the others stay. */
    void load(Map<String, float[]> values) {
        variables.load(session.runner(), values);
    }

    @Override
    public void close() {
        session.close();
        graph.close();
        step.close();
    }
}
