package dev.sulcus.model;

import dev.sulcus.fault.Fault;
import dev.sulcus.fused.Activation;
import dev.sulcus.fused.FusedNetwork;
import dev.sulcus.fused.Kernel;
import dev.sulcus.pipeline.PixelSpec;
import java.util.Map;

/**
 * Writes a trained network as the steps that {@code fused} runs: batch normalisation with its stored statistics becomes
 * part of the kernel before it (γ/√(σ²+ε) times the kernel, β − μ·γ/√(σ²+ε) as bias, computed in float64), scaling of the
 * input a table of 256 levels. What comes out is the probability that the graph gives, but for rounding.
 */
final class Fusion {
    private static final int LEVELS = 256;

    private final Map<String, float[]> weights;

    private Fusion(Map<String, float[]> weights) {
        this.weights = weights;
    }

    /**
     * The steps of a network.
     *
     * @param weights flat values by {@code layer/name}; borrowed by the answer
     * @return null where the network has none of its own: logistic regression
     */
    static FusedNetwork of(Network network, PixelSpec pixels, Map<String, float[]> weights) {
        var fusion = new Fusion(weights);
        if (network instanceof Cnn cnn) {
            return fusion.cnn(cnn, pixels);
        }
        return network instanceof EfficientNet net ? fusion.efficientNet(net, pixels) : null;
    }

    private FusedNetwork cnn(Cnn cnn, PixelSpec pixels) {
        float[] levels = new float[PixelSpec.CHANNELS * LEVELS];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = (i % LEVELS) / 255f;
        }
        var builder = new FusedNetwork.Builder(pixels.height(), pixels.width(), levels);
        int x = 0;
        for (String layer : cnn.layers()) {
            if (layer.startsWith("conv2d")) {
                x = builder.valid(x, Cnn.KERNEL, Activation.RELU, plain(layer));
            } else if (layer.startsWith("max_pooling2d")) {
                x = builder.maxPool(x);
            }
        }
        x = builder.dense(x, Activation.RELU, plain("dense"));
        builder.dense(x, Activation.SIGMOID, plain("dense_1"));
        return builder.build();
    }

    private FusedNetwork efficientNet(EfficientNet net, PixelSpec pixels) {
        var builder = new FusedNetwork.Builder(pixels.height(), pixels.width(), levels(net));
        int x = builder.same(0, 3, 2, Activation.SWISH, normalized("stem_conv", "stem_bn"));
        for (MBConv block : MBConv.b0(0)) {
            x = block(builder, block, x);
        }
        x = builder.same(x, 1, 1, Activation.SWISH, normalized("top_conv", "top_bn"));
        builder.dense(builder.average(x), Activation.SIGMOID, plain(EfficientNet.HEAD));
        return builder.build();
    }

    private int block(FusedNetwork.Builder builder, MBConv block, int input) {
        String name = block.name();
        int x = input;
        if (block.expansion() != 1) {
            x = builder.same(x, 1, 1, Activation.SWISH, normalized(name + "expand_conv", name + "expand_bn"));
        }
        Kernel depthwise = normalized(name + "dwconv", name + "bn");
        x = builder.depthwise(x, block.kernel(), block.stride(), Activation.SWISH, depthwise);
        int factors = builder.same(builder.average(x), 1, 1, Activation.SWISH, plain(name + "se_reduce"));
        factors = builder.same(factors, 1, 1, Activation.SIGMOID, plain(name + "se_expand"));
        x = builder.scale(x, factors);
        return builder.project(
                x, block.residual() ? input : -1, normalized(name + "project_conv", name + "project_bn"));
    }

    /** In the graph's own float32 steps, so that what enters is the same to the bit. */
    private float[] levels(EfficientNet net) {
        float[] levels = new float[PixelSpec.CHANNELS * LEVELS];
        for (int i = 0; i < levels.length; i++) {
            int channel = i / LEVELS;
            float deviation = Math.max((float) Math.sqrt(weight("normalization/variance")[channel]), 1e-7f);
            float scaled = (i % LEVELS) / 255f;
            if (net.scalesTwice()) {
                scaled /= 255f;
            }
            levels[i] = (scaled - weight("normalization/mean")[channel]) / deviation;
        }
        return levels;
    }

    private Kernel plain(String layer) {
        return new Kernel(weight(layer + "/kernel"), weight(layer + "/bias"));
    }

    private Kernel normalized(String convolution, String norm) {
        float[] kernel = weight(convolution + "/kernel");
        float[] gamma = weight(norm + "/gamma");
        float[] beta = weight(norm + "/beta");
        float[] mean = weight(norm + "/moving_mean");
        float[] variance = weight(norm + "/moving_variance");
        int channels = gamma.length; // the innermost axis of every kernel, also of a depthwise one
        double[] factors = new double[channels];
        float[] bias = new float[channels];
        for (int c = 0; c < channels; c++) {
            factors[c] = gamma[c] / Math.sqrt((double) variance[c] + EfficientNet.EPSILON);
            bias[c] = (float) (beta[c] - mean[c] * factors[c]);
        }
        float[] folded = new float[kernel.length];
        for (int i = 0; i < kernel.length; i++) {
            folded[i] = (float) (kernel[i] * factors[i % channels]);
        }
        return new Kernel(folded, bias);
    }

    private float[] weight(String path) {
        float[] values = weights.get(path);
        if (values == null) {
            throw Fault.bug("no weight " + path + " to fuse");
        }
        return values;
    }
}
