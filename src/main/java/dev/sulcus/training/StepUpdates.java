package dev.sulcus.training;

import dev.sulcus.model.Forward;
import dev.sulcus.model.Variables;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * All that one step changes, after every gradient is there: weights and moments, statistics, the average, the scale.
 *
 * @param weights all of the network
 * @param trained which of them are trained
 * @param adam the optimizer
 * @param average of the weights; null for none
 * @param scaling of the loss; null where the precision needs none
 */
record StepUpdates(Variables weights, int[] trained, Adam adam, WeightAverage average, LossScale scaling) {
    /** Adds the gradients of {@code loss} and what is made of them; the operation to run. */
    Op add(Graph graph, Ops tf, Forward pass, Operand<TFloat32> loss) {
        Operand<TFloat32> target = scaling == null ? loss : scaling.scaled(loss);
        List<Operand<TFloat32>> gradients = Gradients.add(graph, target, pass, weights, trained);
        if (scaling != null) {
            gradients = scaling.unscaled(gradients);
        }
        List<Op> updates = adam.updates(tf, weights, trained, gradients, scaling);
        Ops after = tf.withControlDependencies(new ArrayList<Op>(gradients));
        for (Forward.MovingUpdate moved : pass.movingUpdates()) {
            int index = weights.indexOf(moved.path());
            Operand<TFloat32> value = scaling == null
                    ? moved.value()
                    : scaling.ifFinite(moved.value(), weights.reads().get(index));
            updates.add(after.assignVariableOp(weights.handle(index), value));
        }
        if (average != null) {
            updates.addAll(average.updates(tf, weights, updates, scaling));
        }
        if (scaling != null) {
            updates.addAll(scaling.updates());
        }
        return tf.withControlDependencies(updates).noOp();
    }
}
