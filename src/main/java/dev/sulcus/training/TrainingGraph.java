package dev.sulcus.training;

import dev.sulcus.device.SessionConfig;
import dev.sulcus.device.TensorFlowFaults;
import dev.sulcus.model.Augmentation;
import dev.sulcus.model.AugmentationConfig;
import dev.sulcus.model.Classifier;
import dev.sulcus.model.Cnn;
import dev.sulcus.model.CounterRandom;
import dev.sulcus.model.Dropout;
import dev.sulcus.model.InferenceGraph;
import dev.sulcus.model.Initializer;
import dev.sulcus.model.Preprocessing;
import dev.sulcus.model.Variables;
import dev.sulcus.model.WeightSpec;
import dev.sulcus.pipeline.PixelSpec;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.exceptions.TFInvalidArgumentException;
import org.tensorflow.exceptions.TFUnimplementedException;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.train.ResourceApplyAdam;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TUint8;

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

    private final Graph graph;
    private final Session session;
    private final boolean augments;
    private final InferenceGraph inference;
    private final Variables weights;
    private final Variables firstMoments;
    private final Variables secondMoments;
    private Placeholder<TFloat32> labels;
    private Placeholder<TFloat32> sampleWeights;
    private Placeholder<TFloat32> transforms;
    private Placeholder<TFloat32> learningRate;
    private Placeholder<TFloat32> beta1Power;
    private Placeholder<TFloat32> beta2Power;
    private final Placeholder<TInt64> randomSeed;
    private final Operand<TFloat32> loss;
    private final Operand<TFloat32> correct;
    private final Op train;
    private final List<Op> initialize = new ArrayList<>();
    private final List<Placeholder<TFloat32>> restoreFeeds = new ArrayList<>();
    private final List<Op> restores = new ArrayList<>();
    // Scalars fed with every step: allocated once.
    private final TFloat32 learningRateValue = TFloat32.scalarOf(0);
    private final TFloat32 beta1PowerValue = TFloat32.scalarOf(0);
    private final TFloat32 beta2PowerValue = TFloat32.scalarOf(0);
    private final TInt64 seedValue = TInt64.vectorOf(0, 0);
    private double lastLoss;
    private int lastCorrect;

    TrainingGraph(
            Cnn network, PixelSpec pixels, AugmentationConfig augmentation, AdamConfig adam, SessionConfig config) {
        graph = new Graph();
        Ops tf = Ops.create(graph);
        augments = !augmentation.equals(AugmentationConfig.NONE);
        weights = new Variables(tf, network.weights(), "");
        firstMoments = new Variables(tf, slots(network), "_m");
        secondMoments = new Variables(tf, slots(network), "_v");
        inference = InferenceGraph.add(tf, network, pixels, weights.reads());
        labels = vector(tf);
        sampleWeights = vector(tf);
        randomSeed = tf.placeholder(TInt64.class, Placeholder.shape(Shape.of(2)));
        Operand<TFloat32> logits = trainingLogits(tf, network, pixels, augmentation);
        Operand<TFloat32> perSample = crossEntropy(tf, logits); // [N]
        // Keras' sum_over_batch_size: divided by N, not by the sum of the weights.
        loss = tf.math.mean(tf.math.mul(perSample, sampleWeights), tf.constant(0));
        correct = countCorrect(tf, logits);
        train = addAdam(tf, adam);
        addState(tf);
        session = new Session(graph, config.toProto());
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
     * @param images uint8 [N, H, W, 3]; borrowed
     * @param feeds of the same N
     * @param step from 1, the t of Adam's bias correction and the counter of dropout
     */
    void step(TUint8 images, StepFeeds feeds, double rate, AdamConfig adam, long seed, long step) {
        setSeed(CounterRandom.key(seed, DROPOUT_STREAM, 0), step);
        learningRateValue.setFloat((float) rate);
        beta1PowerValue.setFloat((float) Math.pow(adam.beta1(), step));
        beta2PowerValue.setFloat((float) Math.pow(adam.beta2(), step));
        Session.Runner runner = session.runner()
                .feed(inference.images(), images)
                .feed(labels, feeds.labels())
                .feed(sampleWeights, feeds.weights())
                .feed(randomSeed, seedValue)
                .feed(learningRate, learningRateValue)
                .feed(beta1Power, beta1PowerValue)
                .feed(beta2Power, beta2PowerValue)
                .fetch(loss)
                .fetch(correct)
                .addTarget(train);
        if (augments) {
            runner.feed(transforms, feeds.transforms());
        }
        try (Result result = run("a training step", runner)) {
            lastLoss = ((TFloat32) result.get(0)).getFloat();
            lastCorrect = (int) ((TFloat32) result.get(1)).getFloat();
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

    /** The inference path over the weights as they are; borrows this session. */
    Classifier classifier() {
        return Classifier.over(session, inference);
    }

    /** The weights, by name and shape, in order. */
    List<WeightSpec> weightSpecs() {
        return weights.specs();
    }

    /** The weights as they are now, in order; they stay so whatever runs later. The caller closes. */
    Result weights() {
        return fetch(weights);
    }

    /** Weights, first and second moments, in this order: all that {@link #restore} needs. The caller closes. */
    Result state() {
        return fetch(weights, firstMoments, secondMoments);
    }

    /** The weights of {@link #state}, then both slots, by name. */
    List<WeightSpec> stateSpecs() {
        var specs = new ArrayList<>(weights.specs());
        firstMoments.specs().forEach(spec -> specs.add(renamed(spec, "_m")));
        secondMoments.specs().forEach(spec -> specs.add(renamed(spec, "_v")));
        return specs;
    }

    /** Sets as many variables as there are values, in the order of {@link #state}; the values are borrowed. */
    void restore(List<TFloat32> values) {
        Session.Runner runner = session.runner();
        for (int i = 0; i < values.size(); i++) {
            runner.feed(restoreFeeds.get(i), values.get(i)).addTarget(restores.get(i));
        }
        run("restoring weights", runner).close();
    }

    @Override
    public void close() {
        session.close();
        graph.close();
        learningRateValue.close();
        beta1PowerValue.close();
        beta2PowerValue.close();
        seedValue.close();
    }

    private Operand<TFloat32> trainingLogits(Ops tf, Cnn network, PixelSpec pixels, AugmentationConfig augmentation) {
        Operand<TFloat32> images = Preprocessing.asFloat(tf, inference.images());
        transforms = tf.placeholder(
                TFloat32.class, Placeholder.shape(Shape.of(Shape.UNKNOWN_SIZE, Augmentation.TRANSFORM_LENGTH)));
        if (augments) {
            images = new Augmentation(augmentation, pixels).apply(tf, images, transforms);
        }
        Dropout dropout = new Dropout(network.dropout(), randomSeed);
        return network.logits(tf, Preprocessing.scale(tf, images), weights.reads(), dropout);
    }

    /** Binary cross-entropy from logits: softplus(x) - x·y, stable for any x. */
    private Operand<TFloat32> crossEntropy(Ops tf, Operand<TFloat32> logits) {
        return tf.math.sub(tf.math.softplus(logits), tf.math.mul(logits, labels));
    }

    private Operand<TFloat32> countCorrect(Ops tf, Operand<TFloat32> logits) {
        Operand<TFloat32> called = tf.dtypes.cast(tf.math.greater(logits, tf.constant(0f)), TFloat32.class);
        Operand<TFloat32> right = tf.dtypes.cast(tf.math.equal(called, labels), TFloat32.class);
        return tf.reduceSum(right, tf.constant(0));
    }

    private Op addAdam(Ops tf, AdamConfig adam) {
        learningRate = scalar(tf);
        beta1Power = scalar(tf);
        beta2Power = scalar(tf);
        Output<?>[] parameters = weights.reads().stream().map(Operand::asOutput).toArray(Output<?>[]::new);
        Output<?>[] gradients = graph.addGradients(loss.asOutput(), parameters);
        var all = new ArrayList<Op>();
        all.addAll(List.of(gradients));
        Ops after = tf.withControlDependencies(all);
        Operand<TFloat32> beta1 = tf.constant((float) adam.beta1());
        Operand<TFloat32> beta2 = tf.constant((float) adam.beta2());
        Operand<TFloat32> epsilon = tf.constant((float) adam.epsilon());
        var updates = new ArrayList<Op>();
        for (int i = 0; i < gradients.length; i++) {
            ResourceApplyAdam update = after.train.resourceApplyAdam(
                    weights.handle(i),
                    firstMoments.handle(i),
                    secondMoments.handle(i),
                    beta1Power,
                    beta2Power,
                    learningRate,
                    beta1,
                    beta2,
                    epsilon,
                    gradients[i].expect(TFloat32.class));
            updates.add(update);
        }
        return tf.withControlDependencies(updates).noOp();
    }

    private void addState(Ops tf) {
        for (Variables variables : List.of(weights, firstMoments, secondMoments)) {
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

    private static List<WeightSpec> slots(Cnn network) {
        return network.weights().stream()
                .map(spec -> new WeightSpec(spec.layer(), spec.name(), spec.dims(), Initializer.ZEROS))
                .toList();
    }

    private static WeightSpec renamed(WeightSpec spec, String suffix) {
        return new WeightSpec(spec.layer(), spec.name() + suffix, spec.dims(), spec.initializer());
    }

    private static Placeholder<TFloat32> scalar(Ops tf) {
        return tf.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
    }

    private static Placeholder<TFloat32> vector(Ops tf) {
        return tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(Shape.UNKNOWN_SIZE)));
    }
}
