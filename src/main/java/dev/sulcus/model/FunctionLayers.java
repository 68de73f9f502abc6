package dev.sulcus.model;

import dev.sulcus.fused.Activation;
import dev.sulcus.fused.FusedLayer;
import dev.sulcus.fused.FusedNetwork;
import dev.sulcus.fused.Kernel;
import dev.sulcus.model.FunctionGraph.Weight;
import dev.sulcus.pipeline.PixelSpec;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TNumber;

/**
 * Writes the folded steps of a network with TensorFlow's operations. Pictures are scaled in float32 and then narrowed; a
 * mean over a picture, and everything that follows from it for one number per channel, is float32, since a sum of 12,544
 * numbers fits no half; the last layer is float32. All else is in the narrow type. Adds to one graph; not thread-safe.
 */
final class FunctionLayers {
    private final Ops tf;
    private final FusedNetwork network;
    private final List<Weight> weights;
    private final Class<? extends TNumber> narrow;
    private final List<Operand<? extends TNumber>> values = new ArrayList<>();

    FunctionLayers(Ops tf, FusedNetwork network, List<Weight> weights, Class<? extends TNumber> narrow) {
        this.tf = tf;
        this.network = network;
        this.weights = weights;
        this.narrow = narrow;
    }

    /** Everything from bytes to the probability, float32 [N]. */
    Operand<TFloat32> add(Operand<TUint8> images, PixelSpec pixels) {
        values.add(as(scaled(images, pixels), narrow)); // [N, H, W, 3]
        for (FusedLayer layer : network.layers()) {
            values.add(value(layer));
        }
        Operand<TFloat32> last = as(values.get(values.size() - 1), TFloat32.class);
        return tf.withName(InferenceGraph.OUTPUT).reshape(last, tf.constant(new int[] {-1}));
    }

    /** y = factor · x + offset for each channel, row by row: an axis of three alone is slow. */
    private Operand<TFloat32> scaled(Operand<TUint8> images, PixelSpec pixels) {
        int row = pixels.width() * PixelSpec.CHANNELS;
        float[] factors = new float[row];
        float[] offsets = new float[row];
        for (int i = 0; i < row; i++) {
            int channel = i % PixelSpec.CHANNELS;
            int most = FusedNetwork.LEVELS - 1;
            offsets[i] = network.level(channel, 0);
            factors[i] = (float) (((double) network.level(channel, most) - network.level(channel, 0)) / most);
        }
        Operand<TFloat32> x = Preprocessing.asFloat(tf, images);
        x = tf.reshape(x, tf.constant(new int[] {-1, row}));
        x = tf.math.add(tf.math.mul(x, tf.constant(factors)), tf.constant(offsets));
        return tf.reshape(x, tf.constant(new int[] {-1, pixels.height(), pixels.width(), PixelSpec.CHANNELS}));
    }

    private Operand<? extends TNumber> value(FusedLayer layer) {
        if (layer instanceof FusedLayer.Convolution convolution) {
            return convolved(convolution, values.get(layer.input()));
        }
        if (layer instanceof FusedLayer.Average) {
            Operand<TFloat32> wide = as(values.get(layer.input()), TFloat32.class);
            return tf.math.mean(wide, tf.constant(new int[] {1, 2}), Mean.keepDims(true)); // [N, 1, 1, C]
        }
        if (layer instanceof FusedLayer.Scale scale) {
            return scaled(values.get(scale.input()), values.get(scale.factors()));
        }
        if (layer instanceof FusedLayer.MaxPool) {
            return MaxPooling.add(tf, values.get(layer.input()));
        }
        return dense((FusedLayer.Dense) layer);
    }

    private <T extends TNumber> Operand<T> convolved(FusedLayer.Convolution layer, Operand<T> x) {
        Kernel kernel = layer.weights();
        long channels = network.extent(layer.input()).channels();
        long[] dims = layer.depthwise()
                ? new long[] {layer.kernel(), layer.kernel(), channels, 1}
                : new long[] {layer.kernel(), layer.kernel(), channels, kernel.outputs()};
        Operand<T> weight = argument(kernel.values(), dims, x.type());
        List<Long> strides = List.of(1L, (long) layer.stride(), (long) layer.stride(), 1L);
        String padding = layer.same() ? "SAME" : "VALID";
        Operand<T> sum = layer.depthwise()
                ? tf.nn.depthwiseConv2dNative(x, weight, strides, padding)
                : tf.nn.conv2d(x, weight, strides, padding);
        sum = activated(tf.nn.biasAdd(sum, bias(kernel, x.type())), layer.activation());
        return layer.residual() < 0 ? sum : tf.math.add(sum, as(values.get(layer.residual()), x.type()));
    }

    private <T extends TNumber> Operand<T> scaled(Operand<T> x, Operand<? extends TNumber> factors) {
        return tf.math.mul(x, as(factors, x.type()));
    }

    private Operand<? extends TNumber> dense(FusedLayer.Dense layer) {
        boolean last = layer.weights().outputs() == 1;
        Operand<? extends TNumber> x = values.get(layer.input());
        return last ? dense(layer, as(x, TFloat32.class)) : dense(layer, x);
    }

    private <T extends TNumber> Operand<T> dense(FusedLayer.Dense layer, Operand<T> x) {
        Kernel kernel = layer.weights();
        int inputs = kernel.values().length / kernel.outputs();
        Operand<T> weight = argument(kernel.values(), new long[] {inputs, kernel.outputs()}, x.type());
        Operand<T> flat = tf.reshape(x, tf.constant(new int[] {-1, inputs}));
        return activated(tf.nn.biasAdd(tf.linalg.matMul(flat, weight), bias(kernel, x.type())), layer.activation());
    }

    private <T extends TNumber> Operand<T> activated(Operand<T> x, Activation activation) {
        return switch (activation) {
            case NONE -> x;
            case RELU -> tf.nn.relu(x);
            case SWISH -> tf.math.mul(x, tf.math.sigmoid(x));
            case SIGMOID -> tf.math.sigmoid(x);
        };
    }

    private <T extends TNumber> Operand<T> bias(Kernel kernel, Class<T> type) {
        return argument(kernel.bias(), new long[] {kernel.outputs()}, type);
    }

    private <T extends TNumber> Operand<T> argument(float[] flat, long[] dims, Class<T> type) {
        Operand<T> argument = FunctionGraph.argument(tf, weights.size(), dims, type);
        weights.add(new Weight(flat, dims, type != TFloat32.class));
        return argument;
    }

    private <T extends TNumber> Operand<T> as(Operand<? extends TNumber> x, Class<T> type) {
        return x.type() == type ? x.asOutput().expect(type) : tf.dtypes.cast(x, type);
    }
}
