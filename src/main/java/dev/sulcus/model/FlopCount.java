package dev.sulcus.model;

import dev.sulcus.fault.Fault;
import dev.sulcus.pipeline.PixelSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * How many floating-point operations a network takes for one picture, counted from its layers. Convention: convolutions
 * and dense layers alone, a multiplication and the addition after it as two; activations, normalisation, pooling, the
 * optimizer and augmentation count for nothing, so that a share of the peak can only be understated. Immutable.
 *
 * <p>Training counts each layer's forward pass once; once more for the gradient of a kernel that is trained; and once
 * more for the gradient of its input, unless no layer before it is trained. With every layer trained that is three times
 * the forward pass less the first layer's.
 *
 * @param layers in the order of the forward pass
 */
public record FlopCount(List<Layer> layers) {
    private static final int KERNEL = 3;
    private static final int STEM = 32;
    private static final int LAST_CHANNELS = 320;

    /**
     * One layer with a kernel.
     *
     * @param name Keras' name
     * @param operations of the forward pass of one picture
     * @param numbers of one picture that enter and leave it: what memory must move at least where all that stands between
     *     two such layers is computed on the way
     */
    public record Layer(String name, long operations, long numbers) {}

    /** Copies the list. */
    public FlopCount {
        layers = List.copyOf(layers);
    }

    /** Of a network for pictures of one size. */
    public static FlopCount of(NetworkConfig network, PixelSpec pixels) {
        var layers = new ArrayList<Layer>();
        if (network instanceof CnnConfig cnn) {
            count(cnn, pixels, layers);
        } else if (network instanceof EfficientNetConfig) {
            countEfficientNet(pixels, layers);
        } else if (network instanceof LogisticConfig) {
            layers.add(dense("predictions", pixels.imageBytes(), 1));
        } else {
            throw Fault.bug("no count of operations for " + network);
        }
        return new FlopCount(layers);
    }

    /** Of scoring one picture. */
    public long forward() {
        return layers.stream().mapToLong(Layer::operations).sum();
    }

    /**
     * Of one picture's share of a training step.
     *
     * @param trained which layers are trained, by name
     */
    public long training(Predicate<String> trained) {
        return training(trained, Layer::operations);
    }

    /** Numbers of activations that scoring one picture moves through memory at least: each read once, written once. */
    public long forwardNumbers() {
        return layers.stream().mapToLong(Layer::numbers).sum();
    }

    /**
     * The same for one picture's share of a training step, without weights and optimizer: the gradient of a kernel reads
     * what entered the layer and the gradient of what left it; that of its input reads the latter and writes its own.
     *
     * @param trained which layers are trained, by name
     */
    public long trainingNumbers(Predicate<String> trained) {
        return training(trained, Layer::numbers);
    }

    private long training(Predicate<String> trained, ToLongFunction<Layer> cost) {
        long total = 0;
        boolean before = false;
        for (Layer layer : layers) {
            boolean own = trained.test(layer.name());
            total += cost.applyAsLong(layer) * (1 + (own ? 1 : 0) + (before ? 1 : 0));
            before |= own;
        }
        return total;
    }

    private static void count(CnnConfig config, PixelSpec pixels, List<Layer> layers) {
        long height = pixels.height();
        long width = pixels.width();
        long channels = PixelSpec.CHANNELS;
        for (int block = 0; block < config.filters().size(); block++) {
            long entering = height * width;
            height -= KERNEL - 1;
            width -= KERNEL - 1;
            long filters = config.filters().get(block);
            String name = block == 0 ? "conv2d" : "conv2d_" + block;
            layers.add(convolution(name, entering, height * width, KERNEL, channels, filters));
            height /= 2;
            width /= 2;
            channels = filters;
        }
        layers.add(dense("dense", height * width * channels, config.denseUnits()));
        layers.add(dense("dense_1", config.denseUnits(), 1));
    }

    private static void countEfficientNet(PixelSpec pixels, List<Layer> layers) {
        long height = halved(pixels.height());
        long width = halved(pixels.width());
        long pictured = (long) pixels.height() * pixels.width();
        layers.add(convolution("stem_conv", pictured, height * width, KERNEL, PixelSpec.CHANNELS, STEM));
        for (MBConv block : MBConv.b0(0)) {
            long entering = height * width;
            height = block.stride() == 2 ? halved(height) : height;
            width = block.stride() == 2 ? halved(width) : width;
            count(block, entering, height * width, layers);
        }
        layers.add(convolution("top_conv", height * width, height * width, 1, LAST_CHANNELS, EfficientNet.WIDTH));
        layers.add(dense("predictions", EfficientNet.WIDTH, 1));
    }

    private static void count(MBConv block, long entering, long leaving, List<Layer> layers) {
        String name = block.name();
        long inside = block.inside();
        if (block.expansion() != 1) {
            layers.add(convolution(name + "expand_conv", entering, entering, 1, block.in(), inside));
        }
        long depthwise = 2 * leaving * block.kernel() * block.kernel() * inside;
        layers.add(new Layer(name + "dwconv", depthwise, (entering + leaving) * inside));
        layers.add(dense(name + "se_reduce", inside, block.squeezed()));
        layers.add(dense(name + "se_expand", block.squeezed(), inside));
        layers.add(convolution(name + "project_conv", leaving, leaving, 1, inside, block.out()));
    }

    /** {@code side}×{@code side} kernels, at {@code leaving} places of the output; the input has {@code entering}. */
    private static Layer convolution(String name, long entering, long leaving, long side, long in, long out) {
        return new Layer(name, 2 * leaving * side * side * in * out, entering * in + leaving * out);
    }

    private static Layer dense(String name, long in, long out) {
        return new Layer(name, 2 * in * out, in + out);
    }

    /** A stride of 2 with padding SAME. */
    private static long halved(long side) {
        return (side + 1) / 2;
    }
}
