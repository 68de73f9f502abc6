package dev.sulcus.training;

import dev.sulcus.model.Initializer;
import dev.sulcus.model.Variables;
import dev.sulcus.model.WeightSpec;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.train.ResourceApplyAdam;
import org.tensorflow.types.TFloat32;

/** {@link AdamConfig} as operations, with its slots for the weights it changes and no others. Not thread-safe. */
final class Adam {
    private final AdamConfig config;
    private final Variables firstMoments;
    private final Variables secondMoments;

    Adam(Ops tf, AdamConfig config, List<WeightSpec> trained) {
        this.config = config;
        firstMoments = new Variables(tf, slots(trained), "_m");
        secondMoments = new Variables(tf, slots(trained), "_v");
    }

    /** The slots, in the order in which a checkpoint has them. */
    List<Variables> slots() {
        return List.of(firstMoments, secondMoments);
    }

    /** What one step's updates will be fed; the caller closes it. */
    AdamFeeds feeds(Ops tf) {
        return new AdamFeeds(tf, config);
    }

    /**
     * Adds one update per gradient. All gradients are there before the first update: one in place would otherwise race
     * with a gradient that still reads the weight.
     *
     * @param feeds of this step
     * @param weights all variables of the network
     * @param reads what this step has read of them
     * @param indices which of them are trained, one per gradient
     * @param scaling which may skip the step; null where every step is made
     */
    List<Op> updates(
            Ops tf,
            AdamFeeds feeds,
            Variables weights,
            List<? extends Operand<TFloat32>> reads,
            int[] indices,
            List<Operand<TFloat32>> gradients,
            LossScale.Step scaling) {
        List<Operand<TFloat32>> clipped = clipped(tf, gradients);
        Ops after = tf.withControlDependencies(new ArrayList<Op>(clipped));
        // A rate of 0 and decays of 1 leave weight and moments as they are, to the last bit.
        Operand<TFloat32> rate = orWhenSkipped(tf, feeds.rate(), 0, scaling);
        Operand<TFloat32> beta1 = orWhenSkipped(tf, tf.constant((float) config.beta1()), 1, scaling);
        Operand<TFloat32> beta2 = orWhenSkipped(tf, tf.constant((float) config.beta2()), 1, scaling);
        Operand<TFloat32> power1 = ofUpdates(feeds.beta1Power(), config.beta1(), scaling);
        Operand<TFloat32> power2 = ofUpdates(feeds.beta2Power(), config.beta2(), scaling);
        Operand<TFloat32> epsilon = tf.constant((float) config.epsilon());
        var updates = new ArrayList<Op>();
        for (int i = 0; i < gradients.size(); i++) {
            ResourceApplyAdam update = decayed(after, rate, weights, reads, indices[i])
                    .train
                    .resourceApplyAdam(
                            weights.handle(indices[i]),
                            firstMoments.handle(i),
                            secondMoments.handle(i),
                            power1,
                            power2,
                            rate,
                            beta1,
                            beta2,
                            epsilon,
                            clipped.get(i));
            updates.add(update);
        }
        return updates;
    }

    private static Operand<TFloat32> ofUpdates(Operand<TFloat32> power, double decay, LossScale.Step scaling) {
        return scaling == null ? power : scaling.ofUpdates(power, decay);
    }

    private static Operand<TFloat32> orWhenSkipped(
            Ops tf, Operand<TFloat32> value, float otherwise, LossScale.Step scaling) {
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

    /** Decoupled weight decay (Loshchilov and Hutter 2019), on kernels alone, before the update as in Keras. */
    private Ops decayed(
            Ops after, Operand<TFloat32> rate, Variables weights, List<? extends Operand<TFloat32>> reads, int index) {
        WeightSpec spec = weights.specs().get(index);
        if (config.weightDecay() == 0 || spec.dims().length < 2) {
            return after;
        }
        Operand<TFloat32> share = after.math.mul(rate, after.constant((float) config.weightDecay()));
        Operand<TFloat32> less = after.math.mul(reads.get(index), share);
        return after.withControlDependencies(List.of(after.assignSubVariableOp(weights.handle(index), less)));
    }

    private static List<WeightSpec> slots(List<WeightSpec> trained) {
        return trained.stream()
                .map(spec -> new WeightSpec(spec.layer(), spec.name(), spec.dims(), Initializer.ZEROS))
                .toList();
    }
}
