package dev.sulcus.training;

import dev.sulcus.device.Precision;
import dev.sulcus.device.SessionConfig;
import dev.sulcus.device.TensorFlowFaults;
import dev.sulcus.model.AugmentationConfig;
import dev.sulcus.model.Classifier;
import dev.sulcus.model.CounterRandom;
import dev.sulcus.model.EfficientNet;
import dev.sulcus.model.Forward;
import dev.sulcus.model.InferenceGraph;
import dev.sulcus.model.LayerPolicy;
import dev.sulcus.model.Network;
import dev.sulcus.model.Variables;
import dev.sulcus.model.WeightSpec;
import dev.sulcus.pipeline.PixelSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.exceptions.TFInvalidArgumentException;
import org.tensorflow.exceptions.TFUnimplementedException;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.FloatDataBuffer;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TType;

/**
 * One network with everything training needs, in one graph and one session: forward, loss, gradients, Adam, and the
 * inference path over the same weights. Owns graph and session; not thread-safe.
 *
 * <p>Every weight is read once per step, and no update runs before every gradient is there: an update in place would
 * otherwise race with a gradient that still reads the weight, and the run would end in garbage now and then.
 */
final class TrainingGraph implements AutoCloseable {
    // Streams of CounterRandom that no epoch (1, 2, ...) takes.
    private static final long WEIGHTS_STREAM = -1;
    private static final long DROPOUT_STREAM = -2;
    private static final long FEATURES_STREAM = -4;

    private final Graph graph;
    private final Session session;
    private final InferenceGraph inference;
    private final Variables weights;
    private final WeightAverage average;
    private final FrozenFeatures features;
    private final Adam adam;
    private final LossScale scaling;
    private final int[] trained;
    private final Placeholder<TFloat32> labels;
    private final Placeholder<TFloat32> sampleWeights;
    private final Placeholder<TFloat32> kinds;
    private final Placeholder<TInt64> randomSeed;
    private final TrainingPictures pictures;
    private final boolean twoHeads;
    private final Operand<TFloat32> loss;
    private final Operand<TFloat32> correct;
    private final Op train;
    private final List<Op> initialize = new ArrayList<>();
    private final List<Placeholder<TFloat32>> restoreFeeds = new ArrayList<>();
    private final List<Op> restores = new ArrayList<>();
    private final TInt64 seedValue = TInt64.vectorOf(0, 0);
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
        weights = new Variables(tf, network.weights(), "");
        average = config.weightAverage() == 0 ? null : new WeightAverage(tf, config.weightAverage(), network.weights());
        Set<String> layers = config.unfreeze().layersOf(network);
        trained = trained(layers);
        adam = new Adam(
                tf,
                config.adam(),
                Arrays.stream(trained).mapToObj(weights.specs()::get).toList());
        scaling = sessionConfig.precision() == Precision.FLOAT16 ? new LossScale(tf) : null;
        Forward use = Forward.inference(tf, weights.specs(), used().reads());
        inference = InferenceGraph.add(tf, network, pixels, use);
        labels = vector(tf);
        sampleWeights = vector(tf);
        kinds = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(Shape.UNKNOWN_SIZE, Shape.UNKNOWN_SIZE)));
        randomSeed = tf.placeholder(TInt64.class, Placeholder.shape(Shape.of(2)));
        pictures = new TrainingPictures(tf, config.augmentation(), pixels, inference.images(), randomSeed);
        Forward pass = Forward.training(
                tf, weights.specs(), weights.reads(), randomSeed, layers::contains, LayerPolicy.of(sessionConfig));
        features = config.onFeatures() ? FrozenFeatures.add(tf, network, pass, use, pictures.images()) : null;
        Operand<TFloat32> logits = config.onFeatures() ? features.logits() : network.logits(pass, pictures.images());
        Operand<TFloat32> perSample = crossEntropy(tf, logits); // [N]
        // Keras' sum_over_batch_size: divided by N, not by the sum of the weights.
        Operand<TFloat32> first = tf.math.mean(tf.math.mul(perSample, sampleWeights), tf.constant(0));
        twoHeads = config.kindWeight() > 0;
        loss = twoHeads ? tf.math.add(first, kindLoss(tf, (EfficientNet) network, pass, config.kindWeight())) : first;
        correct = countCorrect(tf, logits);
        train = new StepUpdates(weights, trained, adam, average, scaling).add(graph, tf, pass, loss);
        addState(tf);
        session = new Session(graph, sessionConfig.toProto());
    }

    /** Weights and optimizer as they are before the first step, drawn from the seed alone. */
    void initialize(long seed) {
        setSeed(CounterRandom.key(seed, WEIGHTS_STREAM, 0), 0);
        Session.Runner runner = session.runner().feed(randomSeed, seedValue);
        initialize.forEach(runner::addTarget);
        run("initializing", runner).close();
    }

    /**
     * One optimizer step.
     *
     * @param input uint8 pictures [N, H, W, 3], or float32 features [N, F]; borrowed
     * @param feeds of the same N
     * @param step from 1, the t of Adam's bias correction and the counter of dropout
     */
    void step(TType input, StepFeeds feeds, double rate, long seed, long step) {
        setSeed(CounterRandom.key(seed, DROPOUT_STREAM, 0), step);
        Session.Runner runner = session.runner()
                .feed(features == null ? inference.images() : features.input(), input)
                .feed(labels, feeds.labels())
                .feed(sampleWeights, feeds.weights())
                .feed(randomSeed, seedValue)
                .fetch(loss)
                .fetch(correct)
                .addTarget(train);
        long updates = scaling == null ? step : scaling.updatesWith(runner, step);
        adam.feed(runner, rate, updates);
        if (average != null) {
            average.feed(runner, updates);
        }
        if (twoHeads) {
            runner.feed(kinds, feeds.kinds());
        }
        if (features == null) {
            pictures.feed(runner, feeds);
        }
        try (Result result = run("a training step", runner)) {
            lastLoss = ((TFloat32) result.get(0)).getFloat();
            lastCorrect = (int) ((TFloat32) result.get(1)).getFloat();
            if (scaling != null) {
                scaling.hear(result);
            }
        }
    }

    /** Scales the loss, and knows which steps were skipped; null where the precision needs none. */
    LossScale scaling() {
        return scaling;
    }

    /** The weighted loss of the last step, before its update. */
    double lastLoss() {
        return lastLoss;
    }

    /** How many pictures of the last step were on the right side of 0.5. */
    int lastCorrect() {
        return lastCorrect;
    }

    /** Features of scans, changed as {@code feeds} says, into {@code out}: N · F numbers; noise by {@code batch}. */
    void features(TUint8 scans, StepFeeds feeds, long batch, FloatDataBuffer out) {
        setSeed(FEATURES_STREAM, batch);
        Session.Runner runner = session.runner()
                .feed(inference.images(), scans)
                .feed(randomSeed, seedValue)
                .fetch(features.ofPictures());
        pictures.feed(runner, feeds);
        try (Result result = run("computing features", runner)) {
            ((TFloat32) result.get(0)).asRawTensor().data().asFloats().copyTo(out, out.size());
        }
    }

    /** The probability of each row of features [N, F] with the head as it is. */
    double[] probabilities(TFloat32 rows) {
        Session.Runner runner = session.runner().feed(features.input(), rows).fetch(features.probability());
        try (Result result = run("scoring features", runner)) {
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
        return weights.specs();
    }

    /** The weights in use, in order; they stay so whatever runs later. The caller closes. */
    Result weights() {
        return fetch(used());
    }

    /** The average where there is one. */
    private Variables used() {
        return average == null ? weights : average.variables();
    }

    /** Weights, first and second moments, in this order: all that {@link #restore} needs. The caller closes. */
    Result state() {
        return fetch(allVariables().toArray(Variables[]::new));
    }

    /** The weights of {@link #state}, then both slots, by name. */
    List<WeightSpec> stateSpecs() {
        var specs = new ArrayList<>(weights.specs());
        if (average != null) {
            average.variables().specs().forEach(spec -> specs.add(renamed(spec, "_average")));
        }
        adam.slots().get(0).specs().forEach(spec -> specs.add(renamed(spec, "_m")));
        adam.slots().get(1).specs().forEach(spec -> specs.add(renamed(spec, "_v")));
        if (scaling != null) {
            specs.addAll(scaling.variables().specs());
        }
        return specs;
    }

    /** Sets as many variables as there are values, in the order of {@link #state}; the values are borrowed. */
    void restore(List<TFloat32> values) {
        Session.Runner runner = session.runner();
        for (int i = 0; i < values.size(); i++) {
            runner.feed(restoreFeeds.get(i), values.get(i)).addTarget(restores.get(i));
        }
        run("restoring weights", runner).close();
        if (scaling != null && values.size() == restores.size()) {
            scaling.restored(values);
        }
    }

    /** Sets the weights, and their average where there is one, to what {@link #weights} once gave; borrowed. */
    void restoreWeights(List<TFloat32> values) {
        Session.Runner runner = session.runner();
        for (int i = 0; i < values.size(); i++) {
            runner.feed(restoreFeeds.get(i), values.get(i)).addTarget(restores.get(i));
            if (average != null) { // the second set of variables
                int twin = weights.specs().size() + i;
                runner.feed(restoreFeeds.get(twin), values.get(i)).addTarget(restores.get(twin));
            }
        }
        run("restoring weights", runner).close();
    }

    /** Sets the weights that {@code values} names by path; the others stay. */
    void load(Map<String, float[]> values) {
        Session.Runner runner = session.runner();
        var tensors = new ArrayList<TFloat32>();
        try {
            for (int i = 0; i < weights.specs().size(); i++) {
                WeightSpec spec = weights.specs().get(i);
                float[] value = values.get(spec.path());
                if (value != null) {
                    TFloat32 tensor = TFloat32.tensorOf(spec.shape());
                    tensors.add(tensor);
                    tensor.asRawTensor().data().asFloats().write(value);
                    runner.feed(restoreFeeds.get(i), tensor).addTarget(restores.get(i));
                    if (average != null) { // the second set of variables
                        int twin = weights.specs().size() + i;
                        runner.feed(restoreFeeds.get(twin), tensor).addTarget(restores.get(twin));
                    }
                }
            }
            if (!tensors.isEmpty()) {
                run("loading weights", runner).close();
            }
        } finally {
            tensors.forEach(TFloat32::close);
        }
    }

    @Override
    public void close() {
        session.close();
        graph.close();
        adam.close();
        if (average != null) {
            average.close();
        }
        seedValue.close();
    }

    private int[] trained(Set<String> layers) {
        List<WeightSpec> specs = weights.specs();
        return IntStream.range(0, specs.size())
                .filter(i ->
                        specs.get(i).trainable() && layers.contains(specs.get(i).layer()))
                .toArray();
    }

    /** In the order in which a checkpoint has them. */
    private List<Variables> allVariables() {
        var all = new ArrayList<>(List.of(weights));
        if (average != null) {
            all.add(average.variables());
        }
        all.addAll(adam.slots());
        if (scaling != null) {
            all.add(scaling.variables());
        }
        return all;
    }

    /** Cross-entropy of the second head over the rows that have a kind, divided by N. */
    private Operand<TFloat32> kindLoss(Ops tf, EfficientNet network, Forward pass, double weight) {
        Operand<TFloat32> told = network.kindLogits(pass, pass.output(EfficientNet.FEATURES));
        Operand<TFloat32> likelihood = tf.reduceSum(tf.math.mul(tf.nn.logSoftmax(told), kinds), tf.constant(1));
        return tf.math.mul(tf.math.mean(likelihood, tf.constant(0)), tf.constant((float) -weight));
    }

    /** Binary cross-entropy from logits: softplus(x) - x·y, stable for any x. */
    private Operand<TFloat32> crossEntropy(Ops tf, Operand<TFloat32> logits) {
        return tf.math.sub(tf.math.softplus(logits), tf.math.mul(logits, labels));
    }

    private Operand<TFloat32> countCorrect(Ops tf, Operand<TFloat32> logits) {
        // Smoothed labels are neither 0 nor 1.
        Operand<TFloat32> asked = tf.dtypes.cast(tf.math.greater(labels, tf.constant(0.5f)), TFloat32.class);
        Operand<TFloat32> called = tf.dtypes.cast(tf.math.greater(logits, tf.constant(0f)), TFloat32.class);
        Operand<TFloat32> right = tf.dtypes.cast(tf.math.equal(called, asked), TFloat32.class);
        return tf.reduceSum(right, tf.constant(0));
    }

    private void addState(Ops tf) {
        for (Variables variables : allVariables()) {
            initialize.addAll(variables.assigns(tf, variables.initialValues(tf, randomSeed)));
            var feeds = new ArrayList<Placeholder<TFloat32>>();
            variables
                    .specs()
                    .forEach(spec -> feeds.add(tf.placeholder(TFloat32.class, Placeholder.shape(spec.shape()))));
            restoreFeeds.addAll(feeds);
            restores.addAll(variables.assigns(tf, feeds));
        }
    }

    private Result fetch(Variables... sets) {
        Session.Runner runner = session.runner();
        for (Variables set : sets) {
            set.reads().forEach(runner::fetch);
        }
        return run("reading weights", runner);
    }

    private static Result run(String doing, Session.Runner runner) {
        try {
            return runner.run();
        } catch (TensorFlowException | TFInvalidArgumentException | TFUnimplementedException e) {
            throw TensorFlowFaults.of(doing, e);
        }
    }

    private void setSeed(long seed, long counter) {
        seedValue.setLong(seed, 0);
        seedValue.setLong(counter, 1);
    }

    private static WeightSpec renamed(WeightSpec spec, String suffix) {
        return new WeightSpec(spec.layer(), spec.name() + suffix, spec.dims(), spec.initializer());
    }

    private static Placeholder<TFloat32> vector(Ops tf) {
        return tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(Shape.UNKNOWN_SIZE)));
    }
}
