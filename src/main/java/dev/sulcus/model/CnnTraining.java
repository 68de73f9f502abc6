package dev.sulcus.model;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/**
 * The blocks and the hidden dense layer of {@link Cnn} with their gradients written out, in float32 or a narrower type.
 * TensorFlow derives the same gradients from the same forward pass, but does more work for them:
 *
 * <ul>
 *   <li>A maximum commutes with ReLU, so ReLU's gradient and the bias's are taken after the pool, of a quarter of the
 *       numbers. Bias and ReLU then have no reader before the pool but the pool, and TensorFlow makes them part of the
 *       convolution.
 *   <li>The gradient that leaves the dense layer is taken as W·gᵀ and then transposed: g·Wᵀ, as derived, takes 2.5 times
 *       as long in float32.
 * </ul>
 *
 * Not thread-safe.
 *
 * @param <T> what is multiplied; sums inside a product are float32 in either
 */
final class CnnTraining<T extends TNumber> {
    private static final List<Long> STEP = List.of(1L, 1L, 1L, 1L);
    private static final String VALID = "VALID";

    private final Forward pass;
    private final Ops tf;
    private final Numbers<T> numbers;
    private final PictureChannels channels;
    private final Deque<Block<T>> blocks = new ArrayDeque<>();
    private Dense<T> dense;

    CnnTraining(Forward pass, Class<T> type) {
        this.pass = pass;
        this.tf = pass.tf();
        this.numbers = new Numbers<>(tf, type);
        this.channels = new PictureChannels(tf, pass.policy().pictureChannels());
    }

    /** What the gradient of a block needs from its forward pass. */
    private record Block<T extends TNumber>(
            String layer,
            boolean first,
            boolean bytes,
            Operand<T> input,
            Operand<T> kernel,
            Operand<T> activation,
            Operand<T> pooled) {}

    /** What the gradient of the dense layer needs. */
    private record Dense<T extends TNumber>(
            String layer, Operand<T> unrolled, Operand<T> input, Operand<T> kernel, Operand<TFloat32> output) {}

    /**
     * What the first block takes: 0 to 1, or 0 to 255 in bfloat16, which has every whole number to 255 but few of their
     * 255ths. The first kernel is then divided in their stead.
     */
    Operand<T> pictures(Operand<TFloat32> images) {
        return channels.pictures(numbers.narrow(pass.policy().levels() ? images : Preprocessing.scale(tf, images)));
    }

    /** Convolution, bias, ReLU and 2×2 max-pool of [N, H, W, C]: [N, ⌊(H-2)/2⌋, ⌊(W-2)/2⌋, filters]. */
    Operand<T> block(String layer, Operand<T> x) {
        boolean first = blocks.isEmpty();
        boolean bytes = first && pass.policy().levels();
        Operand<TFloat32> stored = pass.weight(layer, "kernel");
        Operand<T> kernel = numbers.narrow(bytes ? Preprocessing.scale(tf, stored) : stored);
        if (first) {
            kernel = channels.kernel(kernel);
        }
        Operand<T> y = tf.nn.conv2d(x, kernel, STEP, VALID); // [N, H-2, W-2, filters]
        y = tf.nn.relu(tf.nn.biasAdd(y, numbers.narrow(pass.weight(layer, "bias"))));
        Operand<T> pooled = MaxPooling.add(tf, y);
        blocks.push(new Block<>(layer, first, bytes, x, kernel, y, pooled));
        return pooled;
    }

    /** Dense layer with ReLU of what a block gave, unrolled to rows of {@code width}. */
    Operand<TFloat32> dense(String layer, Operand<T> unrolled, int width) {
        Operand<T> x = tf.reshape(unrolled, tf.constant(new int[] {-1, width}));
        Operand<T> kernel = numbers.narrow(pass.weight(layer, "kernel"));
        // The bias is float32 in either type: TensorFlow would otherwise fuse it with the product into an operation
        // that
        // takes a quarter longer in bfloat16.
        Operand<TFloat32> y = numbers.wide(tf.linalg.matMul(x, kernel));
        y = tf.nn.relu(tf.nn.biasAdd(y, pass.weight(layer, "bias"))); // [N, units]
        dense = new Dense<>(layer, unrolled, x, kernel, y);
        var paths = new HashSet<String>();
        Stream.concat(Stream.of(layer), blocks.stream().map(Block::layer))
                .forEach(name -> paths.addAll(List.of(name + "/kernel", name + "/bias")));
        pass.derive(new WrittenGradient(y, paths, this::gradients));
        return y;
    }

    /** The gradient of every weight that was used, by path, from that of what {@link #dense} gave. */
    private Map<String, Operand<TFloat32>> gradients(Operand<TFloat32> ofOutput) {
        var found = new HashMap<String, Operand<TFloat32>>();
        Operand<T> gradient = throughDense(ofOutput, found);
        for (Block<T> block : blocks) { // the last one first
            gradient = throughBlock(block, gradient, found);
        }
        return found;
    }

    private Operand<T> throughDense(Operand<TFloat32> ofOutput, Map<String, Operand<TFloat32>> found) {
        Operand<TFloat32> wide = Gradient.ofRelu(tf, dense.output(), ofOutput);
        Operand<T> gradient = numbers.narrow(wide); // [N, units]
        found.put(dense.layer() + "/bias", tf.nn.biasAddGrad(wide));
        found.put(
                dense.layer() + "/kernel",
                numbers.wide(tf.linalg.matMul(dense.input(), gradient, MatMul.transposeA(true))));
        Operand<T> columns = tf.linalg.matMul(dense.kernel(), gradient, MatMul.transposeB(true)); // [width, N]
        Operand<T> rows = tf.linalg.transpose(columns, tf.constant(new int[] {1, 0}));
        return tf.reshape(rows, tf.shape(dense.unrolled()));
    }

    private Operand<T> throughBlock(Block<T> block, Operand<T> ofPooled, Map<String, Operand<TFloat32>> found) {
        Operand<T> gradient = Gradient.ofRelu(tf, block.pooled(), ofPooled);
        found.put(block.layer() + "/bias", numbers.wide(tf.nn.biasAddGrad(gradient)));
        gradient = MaxPooling.gradient(tf, block.activation(), block.pooled(), gradient);
        Operand<TFloat32> kernel = numbers.wide(
                tf.nn.conv2dBackpropFilter(block.input(), tf.shape(block.kernel()), gradient, STEP, VALID));
        if (block.first()) {
            kernel = channels.kernelGradient(kernel);
        }
        found.put(block.layer() + "/kernel", block.bytes() ? Preprocessing.scale(tf, kernel) : kernel);
        // Of the pictures nobody asks for the gradient, and TensorFlow drops what nobody asks for.
        return tf.nn.conv2dBackpropInput(tf.shape(block.input()), block.kernel(), gradient, STEP, VALID);
    }
}
