package dev.sulcus.training;

import dev.sulcus.model.Variables;
import dev.sulcus.model.WeightSpec;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/**
 * An exponential average of all weights, statistics included, that follows the steps (Polyak and Juditsky 1992; the
 * decay grows from 2/11 to its full value, as TensorFlow's ExponentialMovingAverage with num_updates). Not thread-safe.
 */
final class WeightAverage {
    private final double decay;
    private final Variables averages;

    WeightAverage(Ops tf, double decay, List<WeightSpec> specs) {
        this.decay = decay;
        averages = new Variables(tf, specs, "_average");
    }

    /** The averages, in the order of the weights. */
    Variables variables() {
        return averages;
    }

    /** What one step will be fed; the caller closes it. */
    Share share(Ops tf) {
        return new Share(tf);
    }

    /** Adds what follows a step: {@code updates} are that step's; nothing does where {@code scaling}, if any, skips it. */
    List<Op> updates(Ops tf, Share share, Variables weights, List<Op> updates, LossScale.Step scaling) {
        Operand<TFloat32> own = scaling == null ? share.input : scaling.ifFinite(share.input, tf.constant(0f));
        Ops after = tf.withControlDependencies(updates);
        var follow = new ArrayList<Op>();
        for (int i = 0; i < weights.specs().size(); i++) {
            Operand<TFloat32> now = after.readVariableOp(weights.handle(i), TFloat32.class);
            Operand<TFloat32> then = after.readVariableOp(averages.handle(i), TFloat32.class);
            Operand<TFloat32> step = tf.math.mul(tf.math.sub(now, then), own);
            follow.add(tf.assignAddVariableOp(averages.handle(i), step));
        }
        return follow;
    }

    /** How far the averages go towards the weights in one step. Owns the scalar that it feeds. */
    final class Share implements AutoCloseable {
        private final Placeholder<TFloat32> input;
        private final TFloat32 value = TFloat32.scalarOf(0);

        private Share(Ops tf) {
            input = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
        }

        /** Feeds one step's number; {@code step} counts from 1. */
        void feed(Session.Runner runner, long step) {
            value.setFloat((float) (1 - Math.min(decay, (1.0 + step) / (10.0 + step))));
            runner.feed(input, value);
        }

        @Override
        public void close() {
            value.close();
        }
    }
}
