package dev.sulcus.model;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.StridedSlice;
import org.tensorflow.op.nn.DepthwiseConv2dNativeBackpropFilter;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/**
 * A convolution with one kernel per channel, padded as SAME, with its gradients by whichever kernels the policy names.
 * Adds to one graph; not thread-safe.
 *
 * @param <T> what activations are
 */
final class Depthwise<T extends TNumber> {
    private static final String SAME = "SAME";

    private final Ops tf;
    private final Numbers<T> numbers;
    private final Tape<T> tape;
    private final LayerPolicy policy;
    private final int side;
    private final long stride;
    private final List<Long> strides;

    Depthwise(Ops tf, Numbers<T> numbers, Tape<T> tape, LayerPolicy policy, int side, long stride) {
        this.tf = tf;
        this.numbers = numbers;
        this.tape = tape;
        this.policy = policy;
        this.side = side;
        this.stride = stride;
        strides = List.of(1L, stride, stride, 1L);
    }

    /** The layer of {@code x}; {@code stored} is its kernel [side, side, C, 1]. */
    Operand<T> add(String layer, Operand<T> x, Operand<TFloat32> stored) {
        Operand<T> kernel = numbers.narrow(stored);
        Operand<T> y = tf.nn.depthwiseConv2dNative(x, kernel, strides, SAME);
        tape.note(y, gradient -> {
            tape.weight(layer, "kernel", kernelGradient(x, kernel, y.shape(), gradient));
            // oneDNN's bfloat16 gradient of a stride of 2 takes ten times as long as float32's.
            tape.give(
                    x,
                    stride > 1 && policy.wideStridedGradient()
                            ? numbers.narrow(tf.nn.depthwiseConv2dNativeBackpropInput(
                                    tf.shape(x), stored, numbers.wide(gradient), strides, SAME))
                            : tf.nn.depthwiseConv2dNativeBackpropInput(tf.shape(x), kernel, gradient, strides, SAME));
        });
        return y;
    }

    private Operand<TFloat32> kernelGradient(Operand<T> x, Operand<T> kernel, Shape out, Operand<T> gradient) {
        Shape in = x.shape();
        boolean known = in.get(1) >= 0 && in.get(2) >= 0;
        return switch (known ? policy.kernelGradient() : LayerPolicy.KernelGradient.OPERATION) {
            case SUMS -> asSums(x, out, gradient);
            case SIDESTEP -> sidestepped(x, kernel, gradient);
            case OPERATION ->
                numbers.wide(tf.nn.depthwiseConv2dNativeBackpropFilter(x, tf.shape(kernel), gradient, strides, SAME));
        };
    }

    /**
     * Of a 5×5 kernel (and of a stride of 2 in float32) TensorFlow's own operation takes half of oneDNN's time, in
     * bfloat16 a quarter even with the casts. What is padded explicitly isn't given to oneDNN.
     */
    private Operand<TFloat32> sidestepped(Operand<T> x, Operand<T> kernel, Operand<T> gradient) {
        boolean own = side > 3 || stride > 1 && !numbers.narrower();
        if (!own) {
            return numbers.wide(
                    tf.nn.depthwiseConv2dNativeBackpropFilter(x, tf.shape(kernel), gradient, strides, SAME));
        }
        long tall = padding(x.shape().get(1));
        long broad = padding(x.shape().get(2));
        return tf.nn.depthwiseConv2dNativeBackpropFilter(
                numbers.wide(x),
                tf.shape(kernel),
                numbers.wide(gradient),
                strides,
                "EXPLICIT",
                DepthwiseConv2dNativeBackpropFilter.explicitPaddings(
                        0L, 0L, tall / 2, tall - tall / 2, broad / 2, broad - broad / 2, 0L, 0L));
    }

    /**
     * Each number of the kernel by itself: the gradient times what that number saw, summed over pictures and places.
     * TensorFlow has no operation for it on a GPU whose bits repeat.
     */
    private Operand<TFloat32> asSums(Operand<T> x, Shape out, Operand<T> gradient) {
        Operand<TFloat32> wide = numbers.wide(gradient); // [N, h, w, C]
        Operand<T> padded = tf.pad(x, tf.constant(margins(x.shape())), tf.dtypes.cast(tf.constant(0f), x.type()));
        int tall = Math.toIntExact(out.get(1));
        int broad = Math.toIntExact(out.get(2));
        int step = Math.toIntExact(stride);
        var sums = new ArrayList<Operand<TFloat32>>();
        for (int row = 0; row < side; row++) {
            for (int column = 0; column < side; column++) {
                Operand<T> seen = tf.stridedSlice(
                        padded,
                        tf.constant(new int[] {0, row, column, 0}),
                        tf.constant(new int[] {0, row + (tall - 1) * step + 1, column + (broad - 1) * step + 1, 0}),
                        tf.constant(new int[] {1, step, step, 1}),
                        StridedSlice.beginMask(9L), // all pictures, all channels
                        StridedSlice.endMask(9L));
                sums.add(tf.reduceSum(tf.math.mul(numbers.wide(seen), wide), tf.constant(new int[] {0, 1, 2})));
            }
        }
        long channels = x.shape().get(3);
        return tf.reshape(tf.stack(sums), tf.constant(new long[] {side, side, channels, 1}));
    }

    private int[][] margins(Shape in) {
        int tall = Math.toIntExact(padding(in.get(1)));
        int broad = Math.toIntExact(padding(in.get(2)));
        return new int[][] {{0, 0}, {tall / 2, tall - tall / 2}, {broad / 2, broad - broad / 2}, {0, 0}};
    }

    /** What SAME adds along one axis, both ends together. */
    private long padding(long length) {
        long places = (length + stride - 1) / stride;
        return Math.max(0, (places - 1) * stride + side - length);
    }
}
