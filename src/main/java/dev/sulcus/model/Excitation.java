package dev.sulcus.model;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;

/**
 * The two dense layers of one block's squeeze and excitation (Hu et al. 2018) with their gradients written out, in
 * float32: they see one number per picture and channel. Adds to one graph; not thread-safe.
 */
final class Excitation {
    private final Forward pass;
    private final Ops tf;
    private final String reduce;
    private final String expand;
    private final long inside;
    private final long squeezed;
    private Operand<TFloat32> means;
    private Operand<TFloat32> reduced;
    private Operand<TFloat32> reducedShare;
    private Operand<TFloat32> active;
    private Operand<TFloat32> shares;

    Excitation(Forward pass, String block, long inside, long squeezed) {
        this.pass = pass;
        this.tf = pass.tf();
        this.reduce = block + "se_reduce";
        this.expand = block + "se_expand";
        this.inside = inside;
        this.squeezed = squeezed;
    }

    /** Its layers with a kernel and a bias. */
    List<String> layers() {
        return List.of(reduce, expand);
    }

    /** How much of each channel passes, [N, C], of their means [N, C]. */
    Operand<TFloat32> shares(Operand<TFloat32> ofEach) {
        means = ofEach;
        reduced = dense(reduce, means, inside, squeezed);
        reducedShare = tf.math.sigmoid(reduced);
        active = tf.math.mul(reduced, reducedShare);
        shares = tf.math.sigmoid(dense(expand, active, squeezed, inside));
        return shares;
    }

    /** From the gradient of the shares to that of the means, with those of the weights on the way. */
    Operand<TFloat32> backward(Operand<TFloat32> ofShares, Tape<?> tape) {
        Operand<TFloat32> ofActive =
                through(expand, active, Gradient.ofSigmoid(tf, shares, ofShares), squeezed, inside, tape);
        Operand<TFloat32> slope = tf.math.add(reducedShare, Gradient.ofSigmoid(tf, reducedShare, reduced));
        return through(reduce, means, tf.math.mul(ofActive, slope), inside, squeezed, tape);
    }

    private Operand<TFloat32> dense(String layer, Operand<TFloat32> x, long in, long out) {
        return tf.nn.biasAdd(tf.linalg.matMul(x, kernel(layer, in, out)), pass.weight(layer, "bias"));
    }

    private Operand<TFloat32> through(
            String layer, Operand<TFloat32> x, Operand<TFloat32> gradient, long in, long out, Tape<?> tape) {
        Operand<TFloat32> kernel = tf.linalg.matMul(x, gradient, MatMul.transposeA(true));
        tape.weight(layer, "kernel", tf.reshape(kernel, tf.constant(new long[] {1, 1, in, out})));
        tape.weight(layer, "bias", tf.nn.biasAddGrad(gradient));
        return tf.linalg.matMul(gradient, kernel(layer, in, out), MatMul.transposeB(true));
    }

    /** Stored as a convolution of one pixel. */
    private Operand<TFloat32> kernel(String layer, long in, long out) {
        return tf.reshape(pass.weight(layer, "kernel"), tf.constant(new long[] {in, out}));
    }
}
