package dev.sulcus.training;

import dev.sulcus.model.Initializer;
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
import org.tensorflow.op.train.ResourceApplyAdam;
import org.tensorflow.types.TFloat32;

/**
 * {@link AdamConfig} as operations, with its slots for the weights it changes and no others. What changes from step to
 * step is fed, so that a schedule needs no new graph. Owns the tensors it feeds; not thread-safe.
 */
final class Adam implements AutoCloseable {
    private final AdamConfig config;
    private final Variables firstMoments;
    private final Variables secondMoments;
    private final Placeholder<TFloat32> learningRate;
    private final Placeholder<TFloat32> beta1Power;
    private final Placeholder<TFloat32> beta2Power;
    // Scalars fed with every step: allocated once.
    private final TFloat32 learningRateValue = TFloat32.scalarOf(0);
    private final TFloat32 beta1PowerValue = TFloat32.scalarOf(0);
    private final TFloat32 beta2PowerValue = TFloat32.scalarOf(0);

    Adam(Ops tf, AdamConfig config, List<WeightSpec> trained) {
        this.config = config;
        firstMoments = new Variables(tf, slots(trained), "_m");
        secondMoments = new Variables(tf, slots(trained), "_v");
        learningRate = scalar(tf);
        beta1Power = scalar(tf);
        beta2Power = scalar(tf);
    }

    /** The slots, in the order in which a checkpoint has them. */
    List<Variables> slots() {
        return List.of(firstMoments, secondMoments);
    }

    /**
     * Adds one update per gradient. All gradients are there before the first update: one in place would otherwise race
     * with a gradient that still reads the weight.
     *
     * @param weights all variables of the network
     * @param indices which of them are trained, one per gradient
     * @param scaling whose steps some are skipped; null where all are made
     */
    List<Op> updates(Ops tf, Variables weights, int[] indices, List<Operand<TFloat32>> gradients, LossScale scaling) {
        List<Operand<TFloat32>> clipped = clipped(tf, gradients);
        Ops after = tf.withControlDependencies(new ArrayList<Op>(clipped));
        // A rate of 0 and decays of 1 leave weight and moments as they are, to the last bit.
        Operand<TFloat32> rate = orWhenSkipped(tf, learningRate, 0, scaling);
        Operand<TFloat32> beta1 = orWhenSkipped(tf, tf.constant((float) config.beta1()), 1, scaling);
        Operand<TFloat32> beta2 = orWhenSkipped(tf, tf.constant((float) config.beta2()), 1, scaling);
        Operand<TFloat32> epsilon = tf.constant((float) config.epsilon());
        var updates = new ArrayList<Op>();
        for (int i = 0; i < gradients.size(); i++) {
            ResourceApplyAdam update = decayed(after, weights, indices[i], rate)
                    .train
                    .resourceApplyAdam(
                            weights.handle(indices[i]),
                            firstMoments.handle(i),
                            secondMoments.handle(i),
                            beta1Power,
                            beta2Power,
                            rate,
                            beta1,
                            beta2,
                            epsilon,
                            clipped.get(i));
            updates.add(update);
        }
        return updates;
    }

    private static Operand<TFloat32> orWhenSkipped(
            Ops tf, Operand<TFloat32> value, float otherwise, LossScale scaling) {
        return scaling == null ? value : scaling.ifFinite(value, tf.constant(otherwise));
    }

    /** All scaled by one factor, so that together they are no longer than the limit (Pascanu et al. 2013). */
    private List<Operand<TFloat32>> clipped(Ops tf, List<Operand<TFloat32>> all) {
        if (config.clipNorm() == 0) {
            return all;
        }
        var squares = new ArrayList<Operand<TFloat32>>();
        all.forEach(gradient -> squares.add(tf.nn.l2Loss(gradient))); // half the sum of squares
        Operand<TFloat32> norm = tf.math.sqrt(tf.math.mul(tf.math.addN(squares), tf.constant(2f)));
        Operand<TFloat32> limit = tf.constant((float) config.clipNorm());
        Operand<TFloat32> factor = tf.math.div(limit, tf.math.maximum(norm, limit));
        return all.stream()
                .<Operand<TFloat32>>map(gradient -> tf.math.mul(gradient, factor))
                .toList();
    }

    /** Feeds one step's numbers; {@code step} counts updates from 1, this one included. */
    void feed(Session.Runner runner, double rate, long step) {
        learningRateValue.setFloat((float) rate);
        beta1PowerValue.setFloat((float) Math.pow(config.beta1(), step));
        beta2PowerValue.setFloat((float) Math.pow(config.beta2(), step));
        runner.feed(learningRate, learningRateValue)
                .feed(beta1Power, beta1PowerValue)
                .feed(beta2Power, beta2PowerValue);
    }

    @Override
    public void close() {
        learningRateValue.close();
        beta1PowerValue.close();
        beta2PowerValue.close();
    }

    /** Decoupled weight decay (Loshchilov and Hutter 2019), on kernels alone, before the update as in Keras. */
    private Ops decayed(Ops after, Variables weights, int index, Operand<TFloat32> rate) {
        WeightSpec spec = weights.specs().get(index);
        if (config.weightDecay() == 0 || spec.dims().length < 2) {
            return after;
        }
        Operand<TFloat32> share = after.math.mul(rate, after.constant((float) config.weightDecay()));
        Operand<TFloat32> less = after.math.mul(weights.reads().get(index), share);
        return after.withControlDependencies(List.of(after.assignSubVariableOp(weights.handle(index), less)));
    }

    private static List<WeightSpec> slots(List<WeightSpec> trained) {
        return trained.stream()
                .map(spec -> new WeightSpec(spec.layer(), spec.name(), spec.dims(), Initializer.ZEROS))
                .toList();
    }

    private static Placeholder<TFloat32> scalar(Ops tf) {
        return tf.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
    }
}
