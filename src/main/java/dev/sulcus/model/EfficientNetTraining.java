package dev.sulcus.model;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.op.nn.DepthwiseConv2dNativeBackpropFilter;
import org.tensorflow.op.nn.FusedBatchNorm;
import org.tensorflow.op.nn.FusedBatchNormGrad;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/**
 * The layers of {@link EfficientNet} while it is trained, with their gradients written out. Most of a step are passes
 * over activations, and the gradients as TensorFlow derives them take more passes than they need: four for swish, where
 * three do; the gradient of a mean as wide as the picture, then divided, then added. And oneDNN's gradient of a
 * depthwise 5×5 kernel takes twice as long as TensorFlow's own. Adds to one graph; not thread-safe.
 *
 * @param <T> what activations are; statistics and the squeezed vectors are float32 in either
 */
final class EfficientNetTraining<T extends TNumber> {
    private static final String SAME = "SAME";
    /** oneDNN normalises bfloat16 in its plainest code, five times slower, unless channels come in such a multiple. */
    private static final long LANES = 16;

    private final Forward pass;
    private final Ops tf;
    private final Numbers<T> numbers;
    private final Tape<T> tape;
    private final Set<String> paths = new HashSet<>();

    EfficientNetTraining(Forward pass, Class<T> type) {
        this.pass = pass;
        this.tf = pass.tf();
        this.numbers = new Numbers<>(tf, type);
        this.tape = new Tape<>(tf);
    }

    /** Normalised pictures, as activations. Nobody asks for their gradient. */
    Operand<T> enter(Operand<TFloat32> pictures) {
        return numbers.narrow(pictures);
    }

    /** 3×3 convolution of the pictures. */
    Operand<T> stem(String layer, Operand<T> pictures, long stride) {
        return conv(layer, pictures, stride);
    }

    /** Convolution of one pixel: in float32 a matrix product, which takes a tenth less time. */
    Operand<T> pointwise(String layer, Operand<T> x) {
        if (numbers.narrower()) {
            return conv(layer, x, 1);
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

    private Operand<T> conv(String layer, Operand<T> x, long stride) {
        List<Long> strides = List.of(1L, stride, stride, 1L);
        Operand<T> kernel = numbers.narrow(weight(layer, "kernel"));
        Operand<T> y = tf.nn.conv2d(x, kernel, strides, SAME);
        tape.note(y, gradient -> {
            tape.weight(
                    layer,
                    "kernel",
                    numbers.wide(tf.nn.conv2dBackpropFilter(x, tf.shape(kernel), gradient, strides, SAME)));
            tape.give(x, tf.nn.conv2dBackpropInput(tf.shape(x), kernel, gradient, strides, SAME));
        });
        return y;
    }

    /** One kernel per channel. */
    Operand<T> depthwise(String layer, Operand<T> x, int side, long stride) {
        List<Long> strides = List.of(1L, stride, stride, 1L);
        Operand<TFloat32> stored = weight(layer, "kernel");
        Operand<T> kernel = numbers.narrow(stored);
        Operand<T> y = tf.nn.depthwiseConv2dNative(x, kernel, strides, SAME);
        tape.note(y, gradient -> {
            tape.weight(layer, "kernel", depthwiseKernelGradient(x, kernel, gradient, side, stride));
            // oneDNN's bfloat16 gradient of a stride of 2 takes ten times as long as float32's.
            tape.give(
                    x,
                    stride > 1 && numbers.narrower()
                            ? numbers.narrow(tf.nn.depthwiseConv2dNativeBackpropInput(
                                    tf.shape(x), stored, numbers.wide(gradient), strides, SAME))
                            : tf.nn.depthwiseConv2dNativeBackpropInput(tf.shape(x), kernel, gradient, strides, SAME));
        });
        return y;
    }

    /**
     * Of a 5×5 kernel (and of a stride of 2 in float32) TensorFlow's own operation takes half of oneDNN's time, in
     * bfloat16 a quarter even with the casts. What is padded explicitly isn't given to oneDNN.
     */
    private Operand<TFloat32> depthwiseKernelGradient(
            Operand<T> x, Operand<T> kernel, Operand<T> gradient, int side, long stride) {
        List<Long> strides = List.of(1L, stride, stride, 1L);
        Shape in = x.shape();
        boolean own = side > 3 || stride > 1 && !numbers.narrower();
        if (!own || in.get(1) < 0 || in.get(2) < 0) {
            return numbers.wide(
                    tf.nn.depthwiseConv2dNativeBackpropFilter(x, tf.shape(kernel), gradient, strides, SAME));
        }
        long tall = padding(in.get(1), side, stride);
        long broad = padding(in.get(2), side, stride);
        return tf.nn.depthwiseConv2dNativeBackpropFilter(
                numbers.wide(x),
                tf.shape(kernel),
                numbers.wide(gradient),
                strides,
                "EXPLICIT",
                DepthwiseConv2dNativeBackpropFilter.explicitPaddings(
                        0L, 0L, tall / 2, tall - tall / 2, broad / 2, broad - broad / 2, 0L, 0L));
    }

    /** What SAME adds along one axis, both ends together. */
    private static long padding(long length, long side, long stride) {
        long places = (length + stride - 1) / stride;
        return Math.max(0, (places - 1) * stride + side - length);
    }

    /** Batch normalisation, trained or not as the pass says. */
    Operand<T> norm(String layer, Operand<T> x) {
        boolean uneven = numbers.narrower() && x.shape().get(3) % LANES != 0;
        return uneven
                ? norm(layer, x, numbers::wide, numbers::narrow)
                : norm(layer, x, UnaryOperator.identity(), UnaryOperator.identity());
    }

    /** Computed in another type. */
    private <S extends TNumber> Operand<T> norm(
            String layer, Operand<T> x, Function<Operand<T>, Operand<S>> in, Function<Operand<S>, Operand<T>> out) {
        Operand<TFloat32> gamma = weight(layer, "gamma");
        weight(layer, "beta");
        boolean training = pass.trains(layer);
        Operand<S> inner = in.apply(x);
        FusedBatchNorm<S, TFloat32> norm = pass.normalized(layer, inner, EfficientNet.MOMENTUM, EfficientNet.EPSILON);
        Operand<T> y = out.apply(norm.y());
        tape.note(y, gradient -> {
            FusedBatchNormGrad<S, TFloat32> backward = tf.nn.fusedBatchNormGrad(
                    in.apply(gradient),
                    inner,
                    gamma,
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

    /** x · sigmoid(x). */
    Operand<T> swish(Operand<T> x) {
        // TensorFlow's bfloat16 sigmoid takes four times as long as float32's, twice as long as float32's with both
        // casts.
        Operand<T> share = numbers.narrow(tf.math.sigmoid(numbers.wide(x)));
        Operand<T> y = tf.math.mul(x, share);
        tape.note(y, gradient -> tape.give(x, swishGradient(x, share, y, gradient)));
        return y;
    }

    private Operand<T> swishGradient(Operand<T> x, Operand<T> share, Operand<T> y, Operand<T> gradient) {
        if (numbers.narrower()) { // four plain passes take less time in bfloat16 than SigmoidGrad and two
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
            tape.give(x, tf.math.add(tf.math.mul(gradient, shares), ofEach));
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

    /** [N, H, W, C] to [N, C]: a pool as large as the picture, in half the time of a mean. */
    private Operand<TFloat32> mean(Operand<T> x) {
        long height = x.shape().get(1);
        long width = x.shape().get(2);
        Operand<T> pooled = tf.nn.avgPool(x, List.of(1L, height, width, 1L), List.of(1L, 1L, 1L, 1L), "VALID");
        return tf.reshape(
                numbers.wide(pooled), tf.constant(new long[] {-1, x.shape().get(3)}));
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
