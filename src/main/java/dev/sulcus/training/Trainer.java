package dev.sulcus.training;

import dev.sulcus.device.Precision;
import dev.sulcus.fault.Fault;
import dev.sulcus.metrics.LogLoss;
import dev.sulcus.metrics.RocCurve;
import dev.sulcus.model.CounterRandom;
import dev.sulcus.model.WeightSpec;
import dev.sulcus.pipeline.PageLocking;
import dev.sulcus.training.CheckpointState.ArrayFile;
import dev.sulcus.training.TrainingResult.End;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.tensorflow.Result;
import org.tensorflow.types.TFloat32;

/**
 * Trains one network by one plan, from the start or from the plan's checkpoint. The result depends on the plan alone:
 * same plan, same machine, same bits on CPU, however often the run was killed in between. Owns graph, session and
 * examples; used by one thread, once.
 */
public final class Trainer implements AutoCloseable {
    /** CounterRandom's stream for the order of an epoch; epochs themselves are 1, 2, ... */
    private static final long ORDER_STREAM = -3;

    private static final double SECOND = 1e9;

    private final TrainingPlan plan;
    private final TrainingListener listener;
    private final Checkpoints checkpoints;
    private final FeedingPlan feeding;
    private final TrainingGraph graph;
    private final TrainingResources resources;
    private Examples examples;
    private RunState state;
    private Result best;
    private ArrayFile bestFile;
    private long lastCheckpoint = System.nanoTime();
    private long stepNanos;

    /**
     * Opens the graph and goes to where the checkpoint is.
     *
     * @throws Fault of kind data when the checkpoint belongs to other settings
     */
    public Trainer(TrainingPlan plan, TrainingResources resources, TrainingListener listener) {
        this.plan = plan;
        this.resources = resources;
        this.listener = listener;
        checkpoints = new Checkpoints(plan.checkpoints());
        feeding = FeedingPlan.of(plan, resources);
        graph = new TrainingGraph(
                plan.network().build(plan.pixels()),
                plan.pixels(),
                GraphConfig.of(plan),
                feeding.entry(),
                resources.session().with(plan.training().precision()));
        try {
            begin();
            graph.requireEqualReplicas();
        } catch (RuntimeException | Error e) {
            graph.close();
            throw e;
        }
    }

    /**
     * Trains to the end, or until {@code stop} says so: then the step under way is finished and a checkpoint written.
     *
     * @throws Fault of kind data when a scan can't be read any more or a checkpoint belongs to other settings
     */
    public TrainingResult run(BooleanSupplier stop) {
        if (!state.finished()) {
            tellDevices();
            if (feeding.why() != null) {
                listener.feeding(feeding.why());
            }
            examples = open();
        }
        while (!state.finished()) {
            if (!trainEpoch(stop)) {
                checkpoint();
                return result(End.INTERRUPTED);
            }
        }
        publishFinal();
        boolean early = state.history().size() < plan.training().epochs();
        return result(early ? End.EARLY : End.EPOCHS);
    }

    /** How many epochs are done, those before a checkpoint included. */
    int epochsDone() {
        return state.history().size();
    }

    @Override
    public void close() {
        if (examples != null) {
            examples.close();
        }
        if (best != null) {
            best.close();
        }
        graph.close();
    }

    private void tellDevices() {
        if (plan.training().replicas() > 1) {
            listener.devices(
                    plan.head() == null
                            ? graph.devices().words()
                            : "one device for the head: a step on features is too small to be shared");
        }
    }

    private Examples open() {
        if (plan.lesions() != null) {
            return new LesionExamples(plan, resources, graph, listener);
        }
        if (plan.head() != null) {
            return new FeatureExamples(plan, resources, graph, listener);
        }
        PageLocking locking = PageLocking.forSession(resources.session(), listener::feeding);
        return switch (feeding.entry().way()) {
            case RESIDENT -> new ResidentExamples(plan, resources, feeding, locking, graph, listener);
            case STAGED -> new PictureExamples(plan, resources, locking, true, graph);
            case FED -> new PictureExamples(plan, resources, locking, false, graph);
        };
    }

    private void begin() {
        graph.initialize(plan.training().seed());
        if (!checkpoints.exist()) {
            graph.load(plan.start());
            state = new RunState(plan.training(), RunState.start(plan.training()), List.of());
            return;
        }
        CheckpointState saved = checkpoints.read();
        if (!saved.settings().equals(plan.settingsHash())) {
            throw Fault.data(plan.checkpoints() + ": this checkpoint belongs to other settings or other data;"
                    + " continue with the settings in run.json, or train into another folder");
        }
        state = new RunState(plan.training(), saved.progress(), saved.history());
        if (saved.best() != null) {
            bestFile = saved.best();
            restore(bestFile, graph.weightSpecs(), graph::restoreWeights);
            best = graph.weights();
        }
        if (saved.last() != null) {
            restore(saved.last(), graph.stateSpecs(), graph::restore);
        }
        listener.resumed(state.epoch(), state.batch());
    }

    private void restore(ArrayFile file, List<WeightSpec> specs, Consumer<List<TFloat32>> into) {
        List<TFloat32> values = checkpoints.read(file, specs);
        try {
            into.accept(values);
        } finally {
            values.forEach(TFloat32::close);
        }
    }

    /** False when it was asked to stop. */
    private boolean trainEpoch(BooleanSupplier stop) {
        long start = System.nanoTime();
        int[] order = order(state.epoch());
        int done = state.batch() * plan.training().batchSize();
        if (done < order.length && !trainBatches(Arrays.copyOfRange(order, done, order.length), order.length, stop)) {
            return false;
        }
        double trainSeconds = (System.nanoTime() - start) / SECOND;
        graph.requireEqualReplicas();
        double rate = (order.length - done) / trainSeconds;
        EpochRecord record = validated(start, rate);
        EarlyStopping.Verdict verdict = state.epochDone(record, plan.training().epochs());
        if (verdict == EarlyStopping.Verdict.KEEP) {
            keepBest();
        }
        listener.epoch(record, verdict == EarlyStopping.Verdict.KEEP);
        if (!state.finished()) {
            checkpointIfDue();
        }
        return true;
    }

    private boolean trainBatches(int[] order, int epochImages, BooleanSupplier stop) {
        int batches = (epochImages + plan.training().batchSize() - 1)
                / plan.training().batchSize();
        long start = System.nanoTime();
        int before = state.seen();
        return examples.train(state.epoch(), order, call -> {
            run(call);
            for (int i = 0; i < call.size(); i++) {
                stepDone(call.get(i).feeds().size(), i);
                double rate = (state.seen() - before) * SECOND / (System.nanoTime() - start);
                listener.step(state.epoch(), state.batch(), batches, state.meanLoss(), state.accuracy(), rate);
            }
            if (stop.getAsBoolean()) {
                return false;
            }
            checkpointIfDue();
            return true;
        });
    }

    /** The steps of one session call. */
    private void run(List<StepBatch> batches) {
        long start = System.nanoTime();
        var calls = new ArrayList<StepCall>(batches.size());
        for (StepBatch batch : batches) {
            long step = state.nextStep();
            calls.add(new StepCall(batch, rate(step), plan.training().seed(), step));
        }
        graph.run(calls);
        stepNanos += System.nanoTime() - start;
    }

    private void stepDone(int size, int place) {
        double loss = graph.loss(place);
        if (!Double.isFinite(loss)) {
            throw Fault.data("the loss became " + loss + here() + instead());
        }
        if (graph.skipped(place)) {
            skipped(graph.scale(place));
        }
        state.stepDone(size, loss, graph.correct(place));
    }

    /** Counts a step whose gradients weren't finite; the scale has been halved for the next. */
    private void skipped(double scale) {
        state.stepSkipped();
        if (scale <= 1) {
            throw Fault.data("gradients are not finite in float16, even unscaled," + here() + instead());
        }
    }

    private String here() {
        return " in epoch " + state.epoch() + ", batch " + (state.batch() + 1);
    }

    private String instead() {
        boolean narrow = plan.training().precision() == Precision.FLOAT16;
        return "; lower the learning rate" + (narrow ? ", or train in bfloat16, which holds larger numbers" : "");
    }

    /** What one step trains with: the rate as it is, by the schedule. */
    private double rate(long step) {
        TrainingConfig config = plan.training();
        return state.learningRate() * config.schedule().factor(step, stepsPerEpoch(), config.epochs());
    }

    private int stepsPerEpoch() {
        int batch = plan.training().batchSize();
        return (examples.size() + batch - 1) / batch;
    }

    private EpochRecord validated(long start, double imagesPerSecond) {
        int[] labels = examples.validationLabels();
        double[] probabilities = examples.validate();
        int right = 0;
        for (int i = 0; i < labels.length; i++) {
            right += (probabilities[i] >= 0.5 ? 1 : 0) == labels[i] ? 1 : 0;
        }
        return new EpochRecord(
                        state.epoch(),
                        state.meanLoss(),
                        state.accuracy(),
                        LogLoss.of(labels, probabilities),
                        (double) right / labels.length,
                        RocCurve.auc(labels, probabilities),
                        rate((long) state.epoch() * stepsPerEpoch()),
                        (System.nanoTime() - start) / SECOND,
                        imagesPerSecond)
                .skipping(state.skipped());
    }

    private void keepBest() {
        if (best != null) {
            best.close();
        }
        best = graph.weights(); // shares the variables' memory until the next update, which copies
        bestFile = null;
    }

    private void checkpointIfDue() {
        if ((System.nanoTime() - lastCheckpoint) / SECOND >= plan.training().checkpointSeconds()) {
            checkpoint();
        }
    }

    private void checkpoint() {
        graph.requireEqualReplicas(); // what is written down is sound
        if (best != null && bestFile == null) {
            bestFile = checkpoints.writeBest(state.bestEpoch(), graph.weightSpecs(), best);
        }
        try (Result arrays = graph.state()) {
            ArrayFile last = checkpoints.writeLast(state.progress().step(), graph.stateSpecs(), arrays);
            publish(last);
        }
        lastCheckpoint = System.nanoTime();
    }

    /** The end: the weights that remain are the best (or the last) alone; the optimizer's state goes. */
    private void publishFinal() {
        if (best == null || !plan.training().earlyStopping().restoreBest()) {
            keepBest();
        }
        if (bestFile == null) {
            bestFile = checkpoints.writeBest(finalEpoch(), graph.weightSpecs(), best);
        }
        publish(null);
    }

    private void publish(ArrayFile last) {
        checkpoints.publish(new CheckpointState(
                CheckpointState.SCHEMA, plan.settingsHash(), state.progress(), state.history(), last, bestFile));
    }

    private TrainingResult result(End end) {
        Result weights = best == null ? graph.weights() : best;
        best = null; // the result owns it now
        double wait = examples == null ? 0 : examples.waitSeconds();
        int epoch = plan.training().earlyStopping().restoreBest() ? state.bestEpoch() : 0;
        return new TrainingResult(state.history(), epoch, end, weights, stepNanos / SECOND, wait);
    }

    private int finalEpoch() {
        return plan.training().earlyStopping().restoreBest() ? state.bestEpoch() : state.epoch() - 1;
    }

    private int[] order(int epoch) {
        int[] order = IntStream.range(0, examples.size()).toArray();
        CounterRandom.shuffle(order, CounterRandom.key(plan.training().seed(), ORDER_STREAM, epoch));
        return order;
    }
}
