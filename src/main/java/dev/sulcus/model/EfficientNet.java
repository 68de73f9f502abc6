package dev.sulcus.model;

import dev.sulcus.fault.Fault;
import dev.sulcus.pipeline.HeatAxis;
import dev.sulcus.pipeline.PixelSpec;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TBfloat16;
import org.tensorflow.types.TFloat16;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/**
 * EfficientNetB0 (Tan and Le, ICML 2019) as Keras 3 builds it, layer by layer and name by name: 4,049,571 numbers
 * without the head, the seven of the input normalisation among them; then dropout and one unit. Immutable, thread-safe.
 *
 * <p>The input normalisation is (x/255 − mean) / max(√variance, 1e-7), with the variance itself in the variance's place.
 * Keras' published file keeps the deviation there and divides once more; whoever reads it must convert.
 *
 * <p>Padding is SAME throughout: for pictures of known size that equals Keras' explicit padding before each stride of 2.
 */
public final class EfficientNet implements Network {
    /** The last layer with a place in the picture: what Grad-CAM looks at. */
    public static final String LAST_CONVOLUTION = "top_activation";
    /** The pooled features, [N, 1280]. */
    public static final String FEATURES = "avg_pool";

    static final float MOMENTUM = 0.99f;
    static final float EPSILON = 1e-3f;
    private static final int STEM = 32;
    /** How many pooled features there are. */
    public static final int WIDTH = 1280;

    static final String HEAD = "predictions";
    /** The second head, by which pretraining tells kinds of tumour apart. */
    private static final String KINDS = "kinds";

    private final EfficientNetConfig config;
    private final List<MBConv> blocks;
    private final int height;
    private final int width;

    /** For pictures of any size of at least 32. */
    EfficientNet(EfficientNetConfig config, PixelSpec pixels) {
        this.config = config;
        if (pixels.height() < 32 || pixels.width() < 32) {
            throw Fault.usage("a picture of " + pixels.height() + "×" + pixels.width()
                    + " pixels is too small for EfficientNetB0; it must be at least 32×32");
        }
        height = pixels.height();
        width = pixels.width();
        blocks = MBConv.b0(config.stochasticDepth());
    }

    @Override
    public List<WeightSpec> weights() {
        var specs = new ArrayList<WeightSpec>();
        constant(specs, "mean", Initializer.IMAGENET_MEAN, PixelSpec.CHANNELS);
        constant(specs, "variance", Initializer.IMAGENET_VARIANCE, PixelSpec.CHANNELS);
        constant(specs, "count", Initializer.ZEROS);
        convolution(specs, "stem_conv", 3, PixelSpec.CHANNELS, STEM);
        normalization(specs, "stem_bn", STEM);
        blocks.forEach(block -> weightsOf(specs, block));
        convolution(specs, "top_conv", 1, 320, WIDTH);
        normalization(specs, "top_bn", WIDTH);
        specs.add(new WeightSpec(HEAD, "kernel", new long[] {WIDTH, 1}, Initializer.GLOROT_UNIFORM));
        specs.add(new WeightSpec(HEAD, "bias", new long[] {1}, Initializer.ZEROS));
        if (config.kinds() > 0) {
            specs.add(new WeightSpec(KINDS, "kernel", new long[] {WIDTH, config.kinds()}, Initializer.GLOROT_UNIFORM));
            specs.add(new WeightSpec(KINDS, "bias", new long[] {config.kinds()}, Initializer.ZEROS));
        }
        return specs;
    }

    @Override
    public List<String> layers() {
        var layers = new ArrayList<>(List.of(
                "input_layer",
                "rescaling",
                "normalization",
                "rescaling_1",
                "stem_conv_pad",
                "stem_conv",
                "stem_bn",
                "stem_activation"));
        blocks.forEach(block -> layers.addAll(block.layers()));
        layers.addAll(List.of("top_conv", "top_bn", LAST_CONVOLUTION, FEATURES));
        return layers;
    }

    @Override
    public List<String> head() {
        return config.kinds() > 0 ? List.of("top_dropout", HEAD, KINDS) : List.of("top_dropout", HEAD);
    }

    /** What {@link #LAST_CONVOLUTION} looks at, along one axis; the convolutions of one pixel change nothing. */
    HeatAxis seen(HeatAxis pixels) {
        HeatAxis axis = pixels.same(3, 2);
        for (MBConv block : blocks) {
            axis = axis.same(block.kernel(), block.stride());
        }
        return axis;
    }

    @Override
    public Operand<TFloat32> logits(Forward pass, Operand<TFloat32> images) {
        return headLogits(pass, features(pass, images));
    }

    /** Everything before the head: pooled features [N, 1280]. */
    public Operand<TFloat32> features(Forward pass, Operand<TFloat32> images) {
        if (pass.training()) {
            return pass.tap(FEATURES, trained(pass, images));
        }
        Ops tf = pass.tf();
        Operand<TFloat32> x = normalized(pass, images); // [N, H, W, 3]
        x = conv(pass, "stem_conv", x, 2); // [N, H/2, W/2, 32]
        x = pass.tap("stem_activation", swish(tf, norm(pass, "stem_bn", x)));
        for (MBConv block : blocks) {
            x = block(pass, block, x);
        }
        x = conv(pass, "top_conv", x, 1); // [N, H/32, W/32, 1280]
        x = pass.tap(LAST_CONVOLUTION, swish(tf, norm(pass, "top_bn", x)));
        return pass.tap(FEATURES, tf.math.mean(x, tf.constant(new int[] {1, 2}))); // [N, 1280]
    }

    /** The same, with the gradients that training takes. */
    private Operand<TFloat32> trained(Forward pass, Operand<TFloat32> images) {
        return switch (pass.policy().precision()) {
            case FLOAT32 -> features(new EfficientNetTraining<>(pass, TFloat32.class), pass, images);
            case BFLOAT16 -> features(new EfficientNetTraining<>(pass, TBfloat16.class), pass, images);
            case FLOAT16 -> features(new EfficientNetTraining<>(pass, TFloat16.class), pass, images);
        };
    }

    private <T extends TNumber> Operand<TFloat32> features(
            EfficientNetTraining<T> layers, Forward pass, Operand<TFloat32> images) {
        Operand<T> x = layers.stem("stem_conv", layers.enter(normalized(pass, images)), 2);
        x = layers.swish(layers.norm("stem_bn", x));
        for (MBConv block : blocks) {
            x = block(layers, block, x);
        }
        x = layers.norm("top_bn", layers.pointwise("top_conv", x));
        return layers.leave(layers.swish(x));
    }

    private static <T extends TNumber> Operand<T> block(
            EfficientNetTraining<T> layers, MBConv block, Operand<T> input) {
        String name = block.name();
        Operand<T> x = input;
        if (block.expansion() != 1) {
            x = layers.pointwise(name + "expand_conv", x);
            x = layers.swish(layers.norm(name + "expand_bn", x));
        }
        x = layers.depthwise(name + "dwconv", x, block.kernel(), block.stride());
        x = layers.swish(layers.norm(name + "bn", x));
        x = layers.excite(x, name, block.inside(), block.squeezed());
        x = layers.norm(name + "project_bn", layers.pointwise(name + "project_conv", x));
        return block.residual() ? layers.add(layers.dropPictures(x, block.dropRate(), name + "project_bn"), input) : x;
    }

    /** The head alone: logits [N] of pooled features [N, 1280]. */
    public Operand<TFloat32> headLogits(Forward pass, Operand<TFloat32> features) {
        Ops tf = pass.tf();
        Operand<TFloat32> x = pass.dropout(features, config.dropout());
        x = tf.nn.biasAdd(tf.linalg.matMul(x, pass.weight(HEAD, "kernel")), pass.weight(HEAD, "bias")); // [N, 1]
        return tf.reshape(x, tf.constant(new int[] {-1}));
    }

    /** The second head: logits [N, kinds] of pooled features [N, 1280]. */
    public Operand<TFloat32> kindLogits(Forward pass, Operand<TFloat32> features) {
        Ops tf = pass.tf();
        return tf.nn.biasAdd(tf.linalg.matMul(features, pass.weight(KINDS, "kernel")), pass.weight(KINDS, "bias"));
    }

    /** Whether it divides by 255 twice, as the notebook did by accident. */
    boolean scalesTwice() {
        return config.doubleScaling();
    }

    /** How many units the second head has; 0 when there is none. */
    public int kinds() {
        return config.kinds();
    }

    private Operand<TFloat32> normalized(Forward pass, Operand<TFloat32> images) {
        Ops tf = pass.tf();
        Operand<TFloat32> deviation =
                tf.math.maximum(tf.math.sqrt(pass.weight("normalization", "variance")), tf.constant(1e-7f));
        Operand<TFloat32> scaled = Preprocessing.scale(tf, images);
        if (config.doubleScaling()) {
            scaled = Preprocessing.scale(tf, scaled);
        }
        // Row by row of the picture: with three channels alone at the end, TensorFlow takes five times as long.
        Operand<TFloat32> rows = tf.reshape(scaled, tf.constant(new int[] {-1, width * PixelSpec.CHANNELS}));
        rows = tf.math.sub(rows, alongRow(tf, pass.weight("normalization", "mean")));
        rows = tf.math.div(rows, alongRow(tf, deviation));
        return pass.tap(
                "normalization", tf.reshape(rows, tf.constant(new int[] {-1, height, width, PixelSpec.CHANNELS})));
    }

    private Operand<TFloat32> alongRow(Ops tf, Operand<TFloat32> channels) {
        return tf.tile(channels, tf.constant(new int[] {width}));
    }

    private static Operand<TFloat32> block(Forward pass, MBConv block, Operand<TFloat32> input) {
        Ops tf = pass.tf();
        String name = block.name();
        Operand<TFloat32> x = input; // [N, h, w, in]
        if (block.expansion() != 1) {
            x = conv(pass, name + "expand_conv", x, 1); // [N, h, w, inside]
            x = pass.tap(name + "expand_activation", swish(tf, norm(pass, name + "expand_bn", x)));
        }
        long stride = block.stride();
        x = tf.nn.depthwiseConv2dNative(
                x, pass.weight(name + "dwconv", "kernel"), List.of(1L, stride, stride, 1L), "SAME");
        x = pass.tap(name + "activation", swish(tf, norm(pass, name + "bn", x))); // [N, h/stride, w/stride, inside]
        x = tf.math.mul(x, excitation(pass, name, x));
        x = conv(pass, name + "project_conv", x, 1); // [N, h/stride, w/stride, out]
        x = pass.tap(name + "project_bn", norm(pass, name + "project_bn", x));
        if (!block.residual()) {
            return x;
        }
        return pass.tap(name + "add", tf.math.add(x, input));
    }

    /** How much of each channel passes: [N, 1, 1, inside], 0 to 1. */
    private static Operand<TFloat32> excitation(Forward pass, String name, Operand<TFloat32> x) {
        Ops tf = pass.tf();
        Operand<TFloat32> se = tf.math.mean(x, tf.constant(new int[] {1, 2}), Mean.keepDims(true));
        se = tf.nn.biasAdd(conv(pass, name + "se_reduce", se, 1), pass.weight(name + "se_reduce", "bias"));
        se = swish(tf, se); // [N, 1, 1, squeezed]
        se = tf.nn.biasAdd(conv(pass, name + "se_expand", se, 1), pass.weight(name + "se_expand", "bias"));
        return tf.math.sigmoid(se);
    }

    private static Operand<TFloat32> conv(Forward pass, String layer, Operand<TFloat32> x, long stride) {
        return pass.tf().nn.conv2d(x, pass.weight(layer, "kernel"), List.of(1L, stride, stride, 1L), "SAME");
    }

    private static Operand<TFloat32> norm(Forward pass, String layer, Operand<TFloat32> x) {
        return pass.batchNorm(layer, x, MOMENTUM, EPSILON);
    }

    private static Operand<TFloat32> swish(Ops tf, Operand<TFloat32> x) {
        return tf.math.mul(x, tf.math.sigmoid(x));
    }

    private static void weightsOf(List<WeightSpec> specs, MBConv block) {
        String name = block.name();
        int inside = block.inside();
        if (block.expansion() != 1) {
            convolution(specs, name + "expand_conv", 1, block.in(), inside);
            normalization(specs, name + "expand_bn", inside);
        }
        convolution(specs, name + "dwconv", block.kernel(), inside, 1);
        normalization(specs, name + "bn", inside);
        convolution(specs, name + "se_reduce", 1, inside, block.squeezed());
        bias(specs, name + "se_reduce", block.squeezed());
        convolution(specs, name + "se_expand", 1, block.squeezed(), inside);
        bias(specs, name + "se_expand", inside);
        convolution(specs, name + "project_conv", 1, inside, block.out());
        // A residual branch begins silent (Goyal et al. 2017, 5.1). Only a network that starts from nothing feels it,
        // and
        // EfficientNetB0 hardly learns from nothing on few pictures otherwise.
        normalization(specs, name + "project_bn", block.out(), block.residual() ? Initializer.ZEROS : Initializer.ONES);
    }

    private static void constant(List<WeightSpec> specs, String name, Initializer initializer, long... dims) {
        specs.add(new WeightSpec("normalization", name, dims, initializer, WeightRole.CONSTANT));
    }

    /** HWIO; of a depthwise convolution (height, width, channels, 1). */
    private static void convolution(List<WeightSpec> specs, String layer, long side, long in, long out) {
        specs.add(new WeightSpec(layer, "kernel", new long[] {side, side, in, out}, Initializer.FAN_OUT_NORMAL));
    }

    private static void bias(List<WeightSpec> specs, String layer, long channels) {
        specs.add(new WeightSpec(layer, "bias", new long[] {channels}, Initializer.ZEROS));
    }

    private static void normalization(List<WeightSpec> specs, String layer, long channels) {
        normalization(specs, layer, channels, Initializer.ONES);
    }

    private static void normalization(List<WeightSpec> specs, String layer, long channels, Initializer gamma) {
        long[] dims = {channels};
        specs.add(new WeightSpec(layer, "gamma", dims, gamma));
        specs.add(new WeightSpec(layer, "beta", dims, Initializer.ZEROS));
        specs.add(new WeightSpec(layer, "moving_mean", dims, Initializer.ZEROS, WeightRole.MOVING));
        specs.add(new WeightSpec(layer, "moving_variance", dims, Initializer.ONES, WeightRole.MOVING));
    }
}
