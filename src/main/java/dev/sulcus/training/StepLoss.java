package dev.sulcus.training;

import dev.sulcus.model.BatchShare;
import dev.sulcus.model.EfficientNet;
import dev.sulcus.model.Forward;
import dev.sulcus.model.Network;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** What one step minimises, and the labels and weights that it is fed. Not thread-safe. */
final class StepLoss {
    private final Placeholder<TFloat32> labels;
    private final Placeholder<TFloat32> weights;
    private final Placeholder<TFloat32> kinds;
    private final boolean twoHeads;
    private final Operand<TFloat32> value;
    private final Operand<TFloat32> correct;

    /**
     * Adds it to a graph.
     *
     * @param logits float32 [N], of {@code pass}
     * @param kindWeight what the loss of a second head is multiplied by; 0 for none
     * @param labels from {@link #labels}
     * @param share the rows that {@code logits} are of
     */
    StepLoss(
            Ops tf,
            Network network,
            Forward pass,
            Operand<TFloat32> logits,
            double kindWeight,
            Placeholder<TFloat32> labels,
            BatchShare share) {
        this.labels = labels;
        weights = vector(tf);
        kinds = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(Shape.UNKNOWN_SIZE, Shape.UNKNOWN_SIZE)));
        Operand<TFloat32> answers = share.fed(labels);
        Operand<TFloat32> perSample = crossEntropy(tf, logits, answers); // [N]
        // Keras' sum_over_batch_size: divided by N, not by the sum of the weights.
        Operand<TFloat32> first = share.mean(tf, tf.math.mul(perSample, share.fed(weights)));
        twoHeads = kindWeight > 0;
        value = twoHeads ? tf.math.add(first, kindLoss(tf, (EfficientNet) network, pass, kindWeight, share)) : first;
        correct = share.sum(tf, right(tf, logits, answers));
    }

    /** Where the labels of a whole batch are fed, float32 [N]: what tells a graph how large the batch is. */
    static Placeholder<TFloat32> labels(Ops tf) {
        return vector(tf);
    }

    /** The loss, a scalar; of several replicas, each its part of it. */
    Operand<TFloat32> value() {
        return value;
    }

    /** How many pictures are on the right side of 0.5, a scalar; of several replicas, each its part of it. */
    Operand<TFloat32> correct() {
        return correct;
    }

    void feed(Session.Runner runner, StepFeeds feeds) {
        runner.feed(labels, feeds.labels()).feed(weights, feeds.weights());
        if (twoHeads) {
            runner.feed(kinds, feeds.kinds());
        }
    }

    /** Cross-entropy of the second head over the rows that have a kind, divided by N. */
    private Operand<TFloat32> kindLoss(Ops tf, EfficientNet network, Forward pass, double weight, BatchShare share) {
        Operand<TFloat32> told = network.kindLogits(pass, pass.output(EfficientNet.FEATURES));
        Operand<TFloat32> likelihood =
                tf.reduceSum(tf.math.mul(tf.nn.logSoftmax(told), share.fed(kinds)), tf.constant(1));
        return tf.math.mul(share.mean(tf, likelihood), tf.constant((float) -weight));
    }

    /** Binary cross-entropy from logits: softplus(x) - x·y, stable for any x. */
    private static Operand<TFloat32> crossEntropy(Ops tf, Operand<TFloat32> logits, Operand<TFloat32> labels) {
        return tf.math.sub(tf.math.softplus(logits), tf.math.mul(logits, labels));
    }

    /** 1 for each row on the right side of 0.5, else 0. */
    private static Operand<TFloat32> right(Ops tf, Operand<TFloat32> logits, Operand<TFloat32> labels) {
        // Smoothed labels are neither 0 nor 1.
        Operand<TFloat32> asked = tf.dtypes.cast(tf.math.greater(labels, tf.constant(0.5f)), TFloat32.class);
        Operand<TFloat32> called = tf.dtypes.cast(tf.math.greater(logits, tf.constant(0f)), TFloat32.class);
        return tf.dtypes.cast(tf.math.equal(called, asked), TFloat32.class);
    }

    private static Placeholder<TFloat32> vector(Ops tf) {
        return tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(Shape.UNKNOWN_SIZE)));
    }
}
