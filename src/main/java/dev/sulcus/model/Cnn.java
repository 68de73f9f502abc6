package dev.sulcus.model;

import dev.sulcus.fault.Fault;
import dev.sulcus.pipeline.HeatAxis;
import dev.sulcus.pipeline.PixelSpec;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBfloat16;
import org.tensorflow.types.TFloat16;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/**
 * The notebook's network: blocks of 3×3 convolution without padding, ReLU and 2×2 max-pool; a dense layer with ReLU and
 * dropout; one logit. Layers carry the names that Keras gives them. Immutable, thread-safe; a graph built with it
 * belongs to the caller.
 */
public final class Cnn implements Network {
    static final int KERNEL = 3;

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

    @Override
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

    @Override
    public List<String> layers() {
        var layers = new ArrayList<String>();
        for (int block = 0; block < config.filters().size(); block++) {
            layers.add(numbered("conv2d", block));
            layers.add(numbered("max_pooling2d", block));
        }
        layers.addAll(List.of("flatten", "dense", "dropout", "dense_1"));
        return layers;
    }

    @Override
    public List<String> head() {
        return List.of();
    }

    /** The last layer with a place in the picture: what Grad-CAM looks at. */
    public String lastConvolution() {
        return numbered("conv2d", config.filters().size() - 1);
    }

    /** What {@link #lastConvolution} looks at, along one axis. */
    HeatAxis seen(HeatAxis pixels) {
        HeatAxis axis = pixels;
        for (int block = 0; block < config.filters().size(); block++) {
            axis = (block == 0 ? axis : axis.valid(2, 2)).valid(KERNEL, 1);
        }
        return axis;
    }

    @Override
    public Operand<TFloat32> logits(Forward pass, Operand<TFloat32> images) {
        Operand<TFloat32> x = pass.training() ? trained(pass, images) : hidden(pass, images); // [N, denseUnits]
        x = pass.dropout(x, config.dropout());
        return pass.tf().reshape(dense(pass, "dense_1", x), pass.tf().constant(new int[] {-1})); // [N]
    }

    private Operand<TFloat32> hidden(Forward pass, Operand<TFloat32> images) {
        Ops tf = pass.tf();
        Operand<TFloat32> x = pass.tap("rescaling", Preprocessing.scale(tf, images)); // [N, H, W, 3]
        for (int block = 0; block < config.filters().size(); block++) {
            String layer = numbered("conv2d", block);
            x = tf.nn.conv2d(
                    x, pass.weight(layer, "kernel"), List.of(1L, 1L, 1L, 1L), "VALID"); // [N, H-2, W-2, filters]
            x = pass.tap(layer, tf.nn.relu(tf.nn.biasAdd(x, pass.weight(layer, "bias"))));
            x = MaxPooling.add(tf, x); // [N, ⌊(H-2)/2⌋, ⌊(W-2)/2⌋, filters]
        }
        x = tf.reshape(x, tf.constant(new int[] {-1, Math.toIntExact(flattened())}));
        return tf.nn.relu(dense(pass, "dense", x));
    }

    /** The same, with the gradients that training takes. */
    private Operand<TFloat32> trained(Forward pass, Operand<TFloat32> images) {
        return switch (pass.policy().precision()) {
            case FLOAT32 -> hidden(new CnnTraining<>(pass, TFloat32.class), images);
            case BFLOAT16 -> hidden(new CnnTraining<>(pass, TBfloat16.class), images);
            case FLOAT16 -> hidden(new CnnTraining<>(pass, TFloat16.class), images);
        };
    }

    private <T extends TNumber> Operand<TFloat32> hidden(CnnTraining<T> training, Operand<TFloat32> images) {
        Operand<T> x = training.pictures(images);
        for (int block = 0; block < config.filters().size(); block++) {
            x = training.block(numbered("conv2d", block), x);
        }
        return training.dense("dense", x, Math.toIntExact(flattened()));
    }

    private static Operand<TFloat32> dense(Forward pass, String layer, Operand<TFloat32> x) {
        Ops tf = pass.tf();
        return tf.nn.biasAdd(tf.linalg.matMul(x, pass.weight(layer, "kernel")), pass.weight(layer, "bias"));
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
