package dev.sulcus.training;

import dev.sulcus.model.BatchShare;
import dev.sulcus.model.Forward;
import dev.sulcus.model.Variables;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * How one step changes the variables: gradients, then the optimizer, the stored statistics and the average. Owns the
 * scalars that it feeds; not thread-safe.
 *
 * <p>No update runs before every gradient is there: an update in place would otherwise race with a gradient that still
 * reads the weight, and the run would end in garbage now and then.
 */
final class StepUpdates implements AutoCloseable {
    private final AdamFeeds rates;
    private final WeightAverage.Share share;
    private final LossScale.Step scaling;
    private final Replicas replicas;
    private final StepSums sums;
    private final Op done;

    /**
     * Adds them to a graph.
     *
     * @param after puts reads after the step before
     * @param reads what the step has read of the weights
     * @param pass the step's forward pass
     * @param own loss and right answers of the rows that it takes
     * @param rows those
     * @param replicas all that the step runs on
     */
    StepUpdates(
            Graph graph,
            Ops tf,
            Ops after,
            TrainingVariables variables,
            List<? extends Operand<TFloat32>> reads,
            Forward pass,
            StepLoss own,
            BatchShare rows,
            Replicas replicas) {
        this.replicas = replicas;
        rates = variables.adam().feeds(tf);
        WeightAverage average = variables.average();
        share = average == null ? null : average.share(tf);
        Variables weights = variables.weights();
        int[] trained = variables.trained();
        LossScale scale = variables.scaling();
        scaling = scale == null ? null : scale.step(tf, after);
        Operand<TFloat32> target = scaling == null ? own.value() : scaling.scaled(own.value());
        sums = StepSums.add(
                tf,
                replicas,
                rows,
                weights,
                trained,
                Gradients.add(graph, target, pass, weights.specs(), reads, trained),
                pass.movingUpdates(),
                own);
        // Whether a step is skipped is asked of the sums, so that every replica gives the same answer.
        List<Operand<TFloat32>> gradients = scaling == null ? sums.gradients() : scaling.unscaled(sums.gradients());
        List<Op> updates = variables.adam().updates(tf, rates, weights, reads, trained, gradients, scaling);
        Ops then = tf.withControlDependencies(new ArrayList<Op>(gradients));
        for (Forward.MovingUpdate moved : sums.statistics()) {
            int index = weights.indexOf(moved.path());
            Operand<TFloat32> value =
                    scaling == null ? moved.value() : scaling.ifFinite(moved.value(), reads.get(index));
            updates.add(then.assignVariableOp(weights.handle(index), value));
        }
        if (average != null) {
            updates.addAll(average.updates(tf, share, weights, updates, scaling));
        }
        if (scaling != null) {
            updates.addAll(scaling.updates());
        }
        done = tf.withControlDependencies(updates).noOp();
    }

    /** The loss of the whole batch, a scalar. */
    Operand<TFloat32> loss() {
        return sums.loss();
    }

    /** How many pictures of the whole batch are on the right side of 0.5, a scalar. */
    Operand<TFloat32> correct() {
        return sums.correct();
    }

    /** Runs once everything is changed. */
    Op done() {
        return done;
    }

    /** Feeds one step's numbers; {@code step} counts from 1. */
    void feed(Session.Runner runner, double rate, long step) {
        rates.feed(runner, rate, step);
        if (share != null) {
            share.feed(runner, step);
        }
    }

    /** Asks for the change, on every replica, and for what the scale of the loss did. */
    void fetch(Session.Runner runner) {
        replicas.target(runner, done.op());
        if (scaling != null) {
            scaling.fetch(runner);
        }
    }

    /** How many results {@link #fetch} asks for. */
    int results() {
        return scaling == null ? 0 : LossScale.Step.RESULTS;
    }

    /** What the step told, its own results from {@code first} on. */
    StepResult result(double loss, int correct, Result told, int first) {
        return scaling == null ? new StepResult(loss, correct, false, 1) : scaling.result(loss, correct, told, first);
    }

    @Override
    public void close() {
        rates.close();
        if (share != null) {
            share.close();
        }
    }
}
