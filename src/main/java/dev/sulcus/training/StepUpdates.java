package dev.sulcus.training;

import dev.sulcus.model.Forward;
import dev.sulcus.model.Variables;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
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
    private final Op done;

    /**
     * Adds them to a graph.
     *
     * @param reads what the step has read of the weights
     * @param pass the step's forward pass
     */
    StepUpdates(
            Graph graph,
            Ops tf,
            TrainingVariables variables,
            List<? extends Operand<TFloat32>> reads,
            Forward pass,
            Operand<TFloat32> loss) {
        rates = variables.adam().feeds(tf);
        WeightAverage average = variables.average();
        share = average == null ? null : average.share(tf);
        Variables weights = variables.weights();
        int[] trained = variables.trained();
        List<Operand<TFloat32>> gradients = Gradients.add(graph, loss, pass, weights.specs(), reads, trained);
        List<Op> updates = variables.adam().updates(tf, rates, weights, reads, trained, gradients);
        Ops after = tf.withControlDependencies(new ArrayList<Op>(gradients));
        for (Forward.MovingUpdate moved : pass.movingUpdates()) {
            updates.add(after.assignVariableOp(weights.handle(weights.indexOf(moved.path())), moved.value()));
        }
        if (average != null) {
            updates.addAll(average.updates(tf, share, weights, updates));
        }
        done = tf.withControlDependencies(updates).noOp();
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
