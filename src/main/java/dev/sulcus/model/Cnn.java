package dev.sulcus.model;

import dev.sulcus.fault.Fault;
import dev.sulcus.pipeline.PixelSpec;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The notebook's network: blocks of 3×3 convolution without padding, ReLU and 2×2 max-pool; a dense layer with ReLU and
 * dropout; one logit. Layers carry the names that Keras gives them. Immutable, thread-safe; a graph built with it
 * belongs to the caller.
 */
public final class Cnn {
    private static final int KERNEL = 3;

    private final CnnConfig config;
    private final PixelSpec pixels;

    /**
     * The network for one size of picture.
     *
     * @throws Fault of kind usage when the picture is too small for the blocks
     */
    public Cnn(CnnConfig config, PixelSpec pixels) {
        this.config = config;
        this.pixels = pixels;
        if (afterBlocks(pixels.height()) < 1 || afterBlocks(pixels.width()) < 1) {
            throw Fault.usage("a picture of " + pixels.height() + "×" + pixels.width() + " pixels is too small for "
                    + config.filters().size() + " blocks; enlarge it or take fewer blocks");
        }
    }

    /** Its trainable arrays, in the order in which Keras lists them. */
    public List<WeightSpec> weights() {
        var specs = new ArrayList<WeightSpec>();
        long channels = PixelSpec.CHANNELS;
        for (int block = 0; block < config.filters().size(); block++) {
            long filters = config.filters().get(block);
            layer(specs, numbered("conv2d", block), KERNEL, KERNEL, channels, filters);
            channels = filters;
        }
        layer(specs, "dense", flattened(), config.denseUnits());
        layer(specs, "dense_1", config.denseUnits(), 1);
        return specs;
    }

    /** How many numbers training may change. */
    public long parameters() {
        return weights().stream().mapToLong(WeightSpec::count).sum();
    }

    /** The probability with which training drops a hidden unit. */
    public double dropout() {
        return config.dropout();
    }

    /**
     * Adds the forward pass to a graph.
     *
     * @param tf where to add it
     * @param scaled float32 NHWC pictures, 0 to 1
     * @param weights one operand per {@link #weights()}, in that order
     * @param dropout applied to the hidden layer; {@link Dropout#NONE} when not training
     * @return logits [N], positive means tumour
     */
    public Operand<TFloat32> logits(
            Ops tf, Operand<TFloat32> scaled, List<? extends Operand<TFloat32>> weights, Dropout dropout) {
        Operand<TFloat32> x = scaled; // [N, H, W, 3]
        int next = 0;
        for (int block = 0; block < config.filters().size(); block++) {
            x = tf.nn.conv2d(x, weights.get(next), List.of(1L, 1L, 1L, 1L), "VALID"); // [N, H-2, W-2, filters]
            x = tf.nn.relu(tf.nn.biasAdd(x, weights.get(next + 1)));
            x = pool(tf, x); // [N, ⌊(H-2)/2⌋, ⌊(W-2)/2⌋, filters]
            next += 2;
        }
        x = tf.reshape(x, tf.constant(new int[] {-1, Math.toIntExact(flattened())}));
        x = tf.nn.relu(tf.nn.biasAdd(tf.linalg.matMul(x, weights.get(next)), weights.get(next + 1)));
        x = dropout.apply(tf, x); // [N, denseUnits]
        x = tf.nn.biasAdd(tf.linalg.matMul(x, weights.get(next + 2)), weights.get(next + 3)); // [N, 1]
        return tf.reshape(x, tf.constant(new int[] {-1}));
    }

    /**
     * 2×2 max-pool. The operation with its window as attributes, which TensorFlow Java has no class for: the one it has
     * takes the window as tensors and is left out when oneDNN's kernels are put in, and its gradient then costs a
     * quarter of the step.
     */
    private static Operand<TFloat32> pool(Ops tf, Operand<TFloat32> x) {
        long[] window = {1, 2, 2, 1};
        return tf.scope()
                .opBuilder("MaxPool", "MaxPool")
                .addInput(x.asOutput())
                .setAttr("ksize", window)
                .setAttr("strides", window)
                .setAttr("padding", "VALID")
                .build()
                .<TFloat32>output(0);
    }

    private long flattened() {
        int last = config.filters().get(config.filters().size() - 1);
        return (long) afterBlocks(pixels.height()) * afterBlocks(pixels.width()) * last;
    }

    private int afterBlocks(int side) {
        int left = side;
        for (int block = 0; block < config.filters().size(); block++) {
            left = (left - KERNEL + 1) / 2;
        }
        return left;
    }

    private static void layer(List<WeightSpec> specs, String name, long... kernel) {
        specs.add(new WeightSpec(name, "kernel", kernel, Initializer.GLOROT_UNIFORM));
        specs.add(new WeightSpec(name, "bias", new long[] {kernel[kernel.length - 1]}, Initializer.ZEROS));
    }

    private static String numbered(String name, int index) {
        return index == 0 ? name : name + "_" + index;
    }
}
