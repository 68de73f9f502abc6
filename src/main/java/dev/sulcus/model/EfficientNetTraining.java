package dev.sulcus.model;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/**
 * The layers of {@link EfficientNet} while it is trained, with their gradients written out. Most of a step are passes
 * over activations, and the gradients as TensorFlow derives them take more passes than they need: four for swish, where
 * three do; the gradient of a mean as wide as the picture, then divided, then added. By which operations they are computed is
 * {@link LayerPolicy}'s. Adds to one graph; not thread-safe.
 *
 * @param <T> what activations are; statistics and the squeezed vectors are float32 in either
 */
final class EfficientNetTraining<T extends TNumber> {
    private static final String SAME = "SAME";

    private final Forward pass;
    private final Ops tf;
    private final Numbers<T> numbers;
    private final Tape<T> tape;
    private final LayerPolicy policy;
    private final Normalization<T> norms;
    private final PictureChannels channels;
    private final CompiledPass passes;
    private final Set<String> paths = new HashSet<>();

    EfficientNetTraining(Forward pass, Class<T> type) {
        this.pass = pass;
        this.tf = pass.tf();
        this.numbers = new Numbers<>(tf, type);
        this.tape = new Tape<>(tf);
        this.policy = pass.policy();
        this.passes = new CompiledPass(tf, policy.compiledFrom());
        this.norms = new Normalization<>(pass, numbers, tape);
        this.channels = new PictureChannels(tf, policy.pictureChannels());
    }

    /** Normalised pictures, as activations. Nobody asks for their gradient. */
    Operand<T> enter(Operand<TFloat32> pictures) {
        return channels.pictures(numbers.narrow(pictures));
    }

    /** 3×3 convolution of the pictures. */
    Operand<T> stem(String layer, Operand<T> pictures, long stride) {
        return conv(layer, pictures, stride, channels::kernel, channels::kernelGradient);
    }

    /** Convolution of one pixel: on a CPU in float32 a matrix product, which takes a tenth less time. */
    Operand<T> pointwise(String layer, Operand<T> x) {
        if (!policy.pointwiseProducts()) {
            return conv(layer, x, 1, UnaryOperator.identity(), UnaryOperator.identity());
        }
        Operand<TFloat32> stored = weight(layer, "kernel"); // [1, 1, in, out]
        long in = stored.shape().get(2);
        long out = stored.shape().get(3);
        Operand<T> kernel = numbers.narrow(tf.reshape(stored, tf.constant(new long[] {in, out})));
        Operand<T> rows = tf.reshape(x, tf.constant(new long[] {-1, in}));
        Operand<T> y = as(tf.linalg.matMul(rows, kernel), x, out);
        tape.note(y, gradient -> {
            Operand<T> ofRows = tf.reshape(gradient, tf.constant(new long[] {-1, out}));
            Operand<T> ofKernel = tf.linalg.matMul(rows, ofRows, MatMul.transposeA(true));
            tape.weight(layer, "kernel", tf.reshape(numbers.wide(ofKernel), tf.shape(stored)));
            tape.give(x, as(tf.linalg.matMul(ofRows, kernel, MatMul.transposeB(true)), x, in));
        });
        return y;
    }

    /** Rows of pixels as pictures of the size of {@code x}. */
    private Operand<T> as(Operand<T> rows, Operand<T> x, long channels) {
        return tf.reshape(
                rows, tf.constant(new long[] {-1, x.shape().get(1), x.shape().get(2), channels}));
    }

    private Operand<T> conv(
            String layer,
            Operand<T> x,
            long stride,
            UnaryOperator<Operand<T>> fill,
            UnaryOperator<Operand<TFloat32>> strip) {
        List<Long> strides = List.of(1L, stride, stride, 1L);
        Operand<T> kernel = fill.apply(numbers.narrow(weight(layer, "kernel")));
        Operand<T> y = tf.nn.conv2d(x, kernel, strides, SAME);
        tape.note(y, gradient -> {
            Operand<TFloat32> ofKernel =
                    numbers.wide(tf.nn.conv2dBackpropFilter(x, tf.shape(kernel), gradient, strides, SAME));
            tape.weight(layer, "kernel", strip.apply(ofKernel));
            tape.give(x, tf.nn.conv2dBackpropInput(tf.shape(x), kernel, gradient, strides, SAME));
        });
        return y;
    }

    /** One kernel per channel. */
    Operand<T> depthwise(String layer, Operand<T> x, int side, long stride) {
        return new Depthwise<>(tf, numbers, tape, policy, side, stride).add(layer, x, weight(layer, "kernel"));
    }

    /** Batch normalisation, trained or not as the pass says. */
    Operand<T> norm(String layer, Operand<T> x) {
        paths.addAll(List.of(layer + "/gamma", layer + "/beta"));
        return norms.add(layer, x);
    }

    /** x · sigmoid(x). */
    Operand<T> swish(Operand<T> x) {
        if (passes.pays(x)) {
            Operand<T> y = passes.swish(x);
            tape.note(y, gradient -> tape.give(x, passes.swishGradient(x, gradient, numbers.narrow(tf.constant(1f)))));
            return y;
        }
        // On a CPU TensorFlow's bfloat16 sigmoid takes four times as long as float32's, twice as long as float32's with
        // both casts.
        Operand<T> share = policy.wideSigmoid() ? numbers.narrow(tf.math.sigmoid(numbers.wide(x))) : tf.math.sigmoid(x);
        Operand<T> y = tf.math.mul(x, share);
        tape.note(y, gradient -> tape.give(x, swishGradient(x, share, y, gradient)));
        return y;
    }

    private Operand<T> swishGradient(Operand<T> x, Operand<T> share, Operand<T> y, Operand<T> gradient) {
        if (!policy.slopes()) { // on a CPU four plain passes take less time in bfloat16 than SigmoidGrad and two
            Operand<T> part = tf.math.mul(gradient, y);
            return tf.math.add(part, tf.math.mul(share, tf.math.sub(gradient, part)));
        }
        // s + x·s·(1-s), which is the derivative, times the gradient
        return tf.math.mul(gradient, tf.math.add(share, Gradient.ofSigmoid(tf, share, x)));
    }

    /** Squeeze and excitation: every channel times a share, 0 to 1, made of the means of all channels. */
    Operand<T> excite(Operand<T> x, String block, int inside, int squeezed) {
        var branch = new Excitation(pass, block, inside, squeezed);
        branch.layers().forEach(layer -> paths.addAll(List.of(layer + "/kernel", layer + "/bias")));
        Operand<T> shares = numbers.narrow(cube(branch.shares(mean(x)))); // [N, 1, 1, C]
        Operand<T> y = tf.math.mul(x, shares);
        tape.note(y, gradient -> {
            Operand<TFloat32> ofShares = tf.math.mul(mean(tf.math.mul(gradient, x)), area(x)); // a sum over the picture
            Operand<TFloat32> ofMeans = branch.backward(ofShares, tape);
            Operand<T> ofEach = numbers.narrow(cube(tf.math.div(ofMeans, area(x))));
            tape.give(
                    x,
                    passes.pays(x)
                            ? passes.scaled(gradient, shares, ofEach)
                            : tf.math.add(tf.math.mul(gradient, shares), ofEach));
        });
        return y;
    }

    /** Drops whole pictures, as the pass says. */
    Operand<T> dropPictures(Operand<T> x, double rate, String layer) {
        Operand<TFloat32> mask = pass.pictureMask(x, rate, layer);
        if (mask == null) {
            return x;
        }
        Operand<T> kept = numbers.narrow(mask);
        Operand<T> y = tf.math.mul(x, kept);
        tape.note(y, gradient -> tape.give(x, tf.math.mul(gradient, kept)));
        return y;
    }

    Operand<T> add(Operand<T> x, Operand<T> other) {
        Operand<T> y = tf.math.add(x, other);
        tape.note(y, gradient -> {
            tape.give(x, gradient);
            tape.give(other, gradient);
        });
        return y;
    }

    /** Means over each picture, [N, C], after which TensorFlow derives the gradients. */
    Operand<TFloat32> leave(Operand<T> x) {
        Operand<TFloat32> features = mean(x);
        pass.derive(new WrittenGradient(features, Set.copyOf(paths), gradient -> backward(x, gradient)));
        return features;
    }

    private Map<String, Operand<TFloat32>> backward(Operand<T> x, Operand<TFloat32> gradient) {
        Operand<T> ofEach = numbers.narrow(cube(tf.math.div(gradient, area(x))));
        return tape.play(x, tf.broadcastTo(ofEach, tf.shape(x)));
    }

    /** [N, H, W, C] to [N, C]; on a CPU a pool as large as the picture takes half the time of a mean. */
    private Operand<TFloat32> mean(Operand<T> x) {
        Operand<TFloat32> mean =
                switch (policy.averaging()) {
                    case POOL -> numbers.wide(pool(x));
                    case WIDE_POOL -> pool(numbers.wide(x));
                    case REDUCTION -> numbers.wide(tf.math.mean(x, tf.constant(new int[] {1, 2})));
                };
        return tf.reshape(mean, tf.constant(new long[] {-1, x.shape().get(3)}));
    }

    private <S extends TNumber> Operand<S> pool(Operand<S> x) {
        List<Long> window = List.of(1L, x.shape().get(1), x.shape().get(2), 1L);
        return tf.nn.avgPool(x, window, List.of(1L, 1L, 1L, 1L), "VALID");
    }

    private Operand<TFloat32> cube(Operand<TFloat32> rows) {
        return tf.reshape(rows, tf.constant(new long[] {-1, 1, 1, rows.shape().get(1)}));
    }

    private Operand<TFloat32> area(Operand<T> x) {
        return tf.constant((float) (x.shape().get(1) * x.shape().get(2)));
    }

    private Operand<TFloat32> weight(String layer, String name) {
        paths.add(layer + "/" + name);
        return pass.weight(layer, name);
    }
}
