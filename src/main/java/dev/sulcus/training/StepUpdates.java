package dev.sulcus.training;

import dev.sulcus.model.BatchShare;
import dev.sulcus.model.Forward;
import dev.sulcus.model.Variables;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
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
    private final Replicas replicas;
    private final Operand<TFloat32> loss;
    private final Operand<TFloat32> correct;
    private final Op done;

    /**
     * Adds them to a graph.
     *
     * @param reads what the step has read of the weights
     * @param pass the step's forward pass
     * @param own loss and right answers of the rows that it takes
     * @param rows those
     * @param replicas all that the step runs on
     */
    StepUpdates(
            Graph graph,
            Ops tf,
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
        List<Operand<TFloat32>> parts =
                new ArrayList<>(Gradients.add(graph, own.value(), pass, weights.specs(), reads, trained));
        List<Shape> shapes = new ArrayList<>();
        Arrays.stream(trained)
                .forEach(index -> shapes.add(weights.specs().get(index).shape()));
        for (Forward.MovingUpdate moved : pass.movingUpdates()) {
            parts.add(rows.weighted(tf, moved.value()));
            shapes.add(weights.specs().get(weights.indexOf(moved.path())).shape());
        }
        parts.addAll(List.of(own.value(), own.correct()));
        shapes.addAll(List.of(Shape.scalar(), Shape.scalar()));
        List<Operand<TFloat32>> sums = replicas.sums(tf, parts, shapes);
        loss = sums.get(sums.size() - 2);
        correct = sums.get(sums.size() - 1);
        List<Operand<TFloat32>> gradients = sums.subList(0, trained.length);
        List<Op> updates = variables.adam().updates(tf, rates, weights, reads, trained, gradients);
        Ops after = tf.withControlDependencies(new ArrayList<Op>(gradients));
        for (int i = 0; i < pass.movingUpdates().size(); i++) {
            int moved = weights.indexOf(pass.movingUpdates().get(i).path());
            updates.add(after.assignVariableOp(weights.handle(moved), sums.get(trained.length + i)));
        }
        if (average != null) {
            updates.addAll(average.updates(tf, share, weights, updates));
        }
        done = tf.withControlDependencies(updates).noOp();
    }

    /** The loss of the whole batch, a scalar. */
    Operand<TFloat32> loss() {
        return loss;
    }

    /** How many pictures of the whole batch are on the right side of 0.5, a scalar. */
    Operand<TFloat32> correct() {
        return correct;
    }

    /** Asks for the updates, on every replica. */
    void target(Session.Runner runner) {
        replicas.target(runner, done.op());
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

    @Override
    public void close() {
        rates.close();
        if (share != null) {
            share.close();
        }
    }
}
