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
    private final LossScale scale;
    private final LossScale.Step scaling;
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
        scale = variables.scaling();
        scaling = scale == null ? null : scale.step(tf);
        Operand<TFloat32> target = scaling == null ? loss : scaling.scaled(loss);
        List<Operand<TFloat32>> gradients = Gradients.add(graph, target, pass, weights.specs(), reads, trained);
        if (scaling != null) {
            gradients = scaling.unscaled(gradients);
        }
        List<Op> updates = variables.adam().updates(tf, rates, weights, reads, trained, gradients, scaling);
        Ops after = tf.withControlDependencies(new ArrayList<Op>(gradients));
        for (Forward.MovingUpdate moved : pass.movingUpdates()) {
            int index = weights.indexOf(moved.path());
            Operand<TFloat32> value =
                    scaling == null ? moved.value() : scaling.ifFinite(moved.value(), reads.get(index));
            updates.add(after.assignVariableOp(weights.handle(index), value));
        }
        if (average != null) {
            updates.addAll(average.updates(tf, share, weights, updates, scaling));
        }
        if (scaling != null) {
            updates.addAll(scaling.updates());
        }
        done = tf.withControlDependencies(updates).noOp();
    }

    /** Feeds one step's numbers; {@code step} counts from 1. */
    void feed(Session.Runner runner, double rate, long step) {
        long updates = scale == null ? step : step - scale.skipped(); // those that were made, with this one
        rates.feed(runner, rate, updates);
        if (share != null) {
            share.feed(runner, updates);
        }
    }

    /** Asks for the change, and for what a scale of the loss came to. */
    void fetch(Session.Runner runner) {
        runner.addTarget(done);
        if (scaling != null) {
            scaling.fetch(runner);
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
