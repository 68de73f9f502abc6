package dev.sulcus.model;

import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.nn.FusedBatchNorm;
import org.tensorflow.op.nn.FusedBatchNormGrad;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/**
 * Batch normalisation, trained or not as the pass says, with its gradient. Statistics, scale and offset are float32. Adds
 * to one graph; not thread-safe.
 *
 * @param <T> what activations are
 */
final class Normalization<T extends TNumber> {
    private final Forward pass;
    private final Ops tf;
    private final Numbers<T> numbers;
    private final Tape<T> tape;

    Normalization(Forward pass, Numbers<T> numbers, Tape<T> tape) {
        this.pass = pass;
        this.tf = pass.tf();
        this.numbers = numbers;
        this.tape = tape;
    }

    Operand<T> add(String layer, Operand<T> x) {
        boolean uneven = numbers.narrower() && x.shape().get(3) % pass.policy().evenChannels() != 0;
        return uneven
                ? add(layer, x, numbers::wide, numbers::narrow)
                : add(layer, x, UnaryOperator.identity(), UnaryOperator.identity());
    }

    /** Computed in another type. */
    private <S extends TNumber> Operand<T> add(
            String layer, Operand<T> x, Function<Operand<T>, Operand<S>> in, Function<Operand<S>, Operand<T>> out) {
        boolean training = pass.trains(layer);
        Operand<S> inner = in.apply(x);
        FusedBatchNorm<S, TFloat32> norm = pass.normalized(layer, inner, EfficientNet.MOMENTUM, EfficientNet.EPSILON);
        Operand<T> y = out.apply(norm.y());
        if (!training && pass.policy().foldedNorm()) {
            tape.note(y, gradient -> folded(layer, x, gradient));
            return y;
        }
        tape.note(y, gradient -> {
            FusedBatchNormGrad<S, TFloat32> backward = tf.nn.fusedBatchNormGrad(
                    in.apply(gradient),
                    inner,
                    pass.weight(layer, "gamma"),
                    training ? norm.reserveSpace1() : pass.weight(layer, "moving_mean"),
                    training ? norm.reserveSpace2() : pass.weight(layer, "moving_variance"),
                    norm.reserveSpace3(),
                    FusedBatchNormGrad.epsilon(EfficientNet.EPSILON),
                    FusedBatchNormGrad.isTraining(training));
            tape.weight(layer, "gamma", backward.scaleBackprop());
            tape.weight(layer, "beta", backward.offsetBackprop());
            tape.give(x, out.apply(backward.xBackprop()));
        });
        return y;
    }

    /**
     * With stored statistics it is a scale and an offset per channel, and so is its gradient. TensorFlow's operation also
     * sums up gradients of both that nobody wants of a frozen layer, and is missing on a GPU where results must repeat.
     */
    private void folded(String layer, Operand<T> x, Operand<T> gradient) {
        Operand<TFloat32> inverse = tf.math.rsqrt(
                tf.math.add(pass.weight(layer, "moving_variance"), tf.constant(EfficientNet.EPSILON))); // [C]
        tape.give(x, tf.math.mul(gradient, numbers.narrow(tf.math.mul(inverse, pass.weight(layer, "gamma")))));
        Operand<TFloat32> wide = numbers.wide(gradient);
        Operand<TFloat32> centred = tf.math.sub(numbers.wide(x), pass.weight(layer, "moving_mean"));
        tape.weight(layer, "gamma", tf.math.mul(overPlaces(tf.math.mul(wide, centred)), inverse));
        tape.weight(layer, "beta", overPlaces(wide));
    }

    private Operand<TFloat32> overPlaces(Operand<TFloat32> x) {
        return tf.reduceSum(x, tf.constant(new int[] {0, 1, 2}));
    }
}
