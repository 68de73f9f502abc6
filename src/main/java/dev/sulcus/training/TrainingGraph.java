package dev.sulcus.training;

import dev.sulcus.device.KernelCoverage;
import dev.sulcus.device.ReplicaDevices;
import dev.sulcus.device.SessionConfig;
import dev.sulcus.model.AugmentationConfig;
import dev.sulcus.model.BatchShare;
import dev.sulcus.model.Classifier;
import dev.sulcus.model.Forward;
import dev.sulcus.model.InferenceGraph;
import dev.sulcus.model.LayerPolicy;
import dev.sulcus.model.Network;
import dev.sulcus.model.Variables;
import dev.sulcus.model.WeightSpec;
import dev.sulcus.pipeline.PixelSpec;
import java.util.ArrayList;
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
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TType;

/**
 * One network with everything training needs, in one graph and one session: the variables, the way in for pictures,
 * the steps of a session call (pictures, forward, loss, updates), and the inference path over the same weights. Owns graph and
 * session; not thread-safe.
 */
final class TrainingGraph implements AutoCloseable {
    // Streams of CounterRandom that no epoch (1, 2, ...) takes; -2 is dropout's.
    private static final long WEIGHTS_STREAM = -1;
    private static final long FEATURES_STREAM = -4;

    private final Graph graph;
    private final Session session;
    private final TrainingVariables variables;
    private final Replicas replicas;
    private final PictureEntry entry;
    private final InferenceGraph inference;
    private final List<OptimizerStep> steps = new ArrayList<>();
    private FrozenFeatures features;
    private final StepResult[] results;
    private int last;

    /** Trains every layer, on batches that are fed. */
    TrainingGraph(
            Network network,
            PixelSpec pixels,
            AugmentationConfig augmentation,
            AdamConfig adam,
            SessionConfig session) {
        this(network, pixels, new GraphConfig(Unfreeze.ALL, false, augmentation, adam, 0, 0), session);
    }

    /** On batches that are fed. */
    TrainingGraph(Network network, PixelSpec pixels, GraphConfig config, SessionConfig session) {
        this(network, pixels, config, EntryConfig.FED, session);
    }

    TrainingGraph(
            Network network, PixelSpec pixels, GraphConfig config, EntryConfig enter, SessionConfig sessionConfig) {
        ReplicaDevices devices = ReplicaDevices.of(sessionConfig, config.replicas());
        graph = new Graph();
        Ops tf = Ops.create(graph);
        Set<String> layers = config.unfreeze().layersOf(network);
        variables = new TrainingVariables(tf, network, config, layers, sessionConfig.precision());
        replicas = new Replicas(tf, devices);
        entry = PictureEntry.add(tf, pixels, enter, replicas);
        Forward use = Forward.inference(tf, weightSpecs(), variables.used().reads());
        inference = InferenceGraph.add(tf, network, use, entry.watched());
        for (int i = 0; i < enter.steps(); i++) {
            addStep(tf, network, pixels, config, layers, LayerPolicy.of(sessionConfig), use);
        }
        variables.addState(tf, steps.get(0).seed().input(), replicas);
        var everywhere = new ArrayList<>(variables.changes());
        everywhere.addAll(entry.changes());
        steps.forEach(step -> everywhere.add(step.updates().done().op()));
        replicas.addCopies(graph, tf, everywhere, variables.all());
        results = new StepResult[enter.steps()];
        session = new Session(graph, devices.settings(sessionConfig.toProto()));
    }

    /** The next step of a session call: it reads every weight once, after the step before has changed them all. */
    private void addStep(
            Ops tf,
            Network network,
            PixelSpec pixels,
            GraphConfig config,
            Set<String> layers,
            LayerPolicy policy,
            Forward use) {
        Variables weights = variables.weights();
        Ops after = steps.isEmpty()
                ? tf
                : tf.withControlDependencies(
                        List.of(steps.get(steps.size() - 1).updates().done()));
        List<? extends Operand<TFloat32>> reads = steps.isEmpty() ? weights.reads() : weights.readsAgain(after);
        var seed = new SeedFeed(tf);
        Placeholder<TFloat32> labels = StepLoss.labels(tf);
        BatchShare share = replicas.share(tf, labels);
        var pictures = new TrainingPictures(
                tf, config.augmentation(), pixels, entry.learnt(steps.size()), seed.input(), share);
        Forward pass = Forward.training(tf, weights.specs(), reads, seed.input(), layers::contains, policy)
                .over(share);
        features = config.onFeatures() ? FrozenFeatures.add(tf, network, pass, use, pictures.images()) : null;
        Operand<TFloat32> logits = config.onFeatures() ? features.logits() : network.logits(pass, pictures.images());
        var loss = new StepLoss(tf, network, pass, logits, config.kindWeight(), labels, share);
        var updates = new StepUpdates(graph, tf, after, variables, reads, pass, loss, share, replicas);
        steps.add(new OptimizerStep(pictures, loss, updates, seed));
    }

    /** What its replicas compute on. */
    ReplicaDevices devices() {
        return replicas.devices();
    }

    /**
     * Compares the replicas; nothing with one.
     *
     * @throws dev.sulcus.fault.Fault of kind device when a bit of a variable differs
     */
    void requireEqualReplicas() {
        replicas.requireEqual(session);
    }

    /** Weights and optimizer as they are before the first step, drawn from the seed alone. */
    void initialize(long seed) {
        Session.Runner runner = session.runner();
        steps.get(0).seed().feed(runner, seed, WEIGHTS_STREAM, 0);
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
        run(List.of(new StepCall(new StepBatch(input, feeds), rate, seed, number)));
    }

    /** Optimizer steps, one after the other, in one session call; at most as many as the graph was made for. */
    void run(List<StepCall> calls) {
        Session.Runner runner = session.runner();
        for (int i = 0; i < calls.size(); i++) {
            StepCall call = calls.get(i);
            StepBatch batch = call.batch();
            steps.get(i).feed(runner, batch.feeds(), call.rate(), call.seed(), call.number());
            if (features == null) {
                entry.feed(runner, i, batch.input());
                steps.get(i).pictures().feed(runner, batch.feeds());
            } else {
                runner.feed(features.input(), batch.input());
            }
            steps.get(i).fetch(runner);
        }
        try (Result result = SessionRuns.run("a training step", runner)) {
            for (int i = 0; i < calls.size(); i++) {
                results[i] = steps.get(i).result(result, i);
            }
        }
        last = calls.size() - 1;
    }

    /** The weighted loss of one step of the last call, before its update. */
    double loss(int step) {
        return results[step].loss();
    }

    /** How many pictures of one step of the last call were on the right side of 0.5. */
    int correct(int step) {
        return results[step].correct();
    }

    /** Whether a gradient of one step of the last call was not finite in float16, so that it changed nothing. */
    boolean skipped(int step) {
        return results[step].skipped();
    }

    /** What the loss of one step of the last call was multiplied by before its gradients were taken. */
    double scale(int step) {
        return results[step].scale();
    }

    /** The weighted loss of the last step, before its update. */
    double lastLoss() {
        return results[last].loss();
    }

    /** How many pictures of the last step were on the right side of 0.5. */
    int lastCorrect() {
        return results[last].correct();
    }

    /** Takes over the first batch of a pass, where batches are handed over one step ahead; borrowed. */
    void begin(TUint8 first) {
        ((StagedPictures) entry).begin(session, first);
    }

    /**
     * Makes room for pictures that are to live on the device.
     *
     * @throws dev.sulcus.fault.Fault of kind memory when there is none
     */
    void makeRoom() {
        ((ResidentPictures) entry).create(session);
    }

    /** Copies pictures [N, H, W, 3], borrowed, to the N rows from {@code first} on of those on the device. */
    void put(TUint8 pictures, long first) {
        ((ResidentPictures) entry).put(session, pictures, first);
    }

    /** The probability of pictures that live on the device, by row, into {@code out} from 0 on. */
    void probabilities(TInt64 rows, float[] out) {
        Session.Runner runner = session.runner().fetch(inference.probability());
        entry.feed(runner, 0, rows);
        try (Result result = SessionRuns.run("scoring a batch", runner)) {
            FloatDataBuffer values =
                    ((TFloat32) result.get(0)).asRawTensor().data().asFloats();
            values.read(out, 0, Math.toIntExact(values.size()));
        }
    }

    /** Features of scans, changed as {@code feeds} says, into {@code out}: N · F numbers; noise by {@code batch}. */
    void features(TUint8 scans, StepFeeds feeds, long batch, FloatDataBuffer out) {
        Session.Runner runner = session.runner().fetch(features.ofPictures());
        entry.feed(runner, 0, scans);
        steps.get(0).seed().feed(runner, FEATURES_STREAM, batch);
        steps.get(0).pictures().feed(runner, feeds);
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

    /** The operations that a kind of device has no kernel for; see {@link KernelCoverage#missing}. */
    List<String> without(KernelCoverage kernels) {
        return kernels.missing(graph);
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
        steps.forEach(OptimizerStep::close);
    }
}
