package dev.sulcus.model;

import dev.sulcus.device.EagerDevice;
import dev.sulcus.device.EagerFunction;
import dev.sulcus.device.EagerTensor;
import dev.sulcus.device.Precision;
import dev.sulcus.device.SessionConfig;
import dev.sulcus.fault.Fault;
import dev.sulcus.pipeline.PixelSpec;
import dev.sulcus.pipeline.TensorBytes;
import java.util.List;
import java.util.Locale;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.types.TUint8;

/**
 * One network as a TensorFlow function, its weights resident where it computes. It reads pictures where they are: a batch
 * that was decoded on a GPU never visits the host. Threads take turns.
 *
 * <p>Owns the functions and the weights. Pictures are lent: see {@link EagerTensor} for when their memory may be filled and
 * used again. When anything fails in the middle of a call, everything that the call made is freed before the fault leaves.
 */
final class FunctionMember implements ClassifierMember {
    private final EagerDevice device;
    private final PixelSpec pixels;
    private final Precision precision;
    private final EagerFunction network;
    private final EagerFunction mirror;
    /** The pictures' place first, then the weights. */
    private final EagerTensor[] arguments;

    private final TensorBytes bytes = new TensorBytes();
    private float[] turned = {};

    private FunctionMember(
            EagerDevice device,
            PixelSpec pixels,
            Precision precision,
            EagerFunction network,
            EagerFunction mirror,
            EagerTensor[] arguments) {
        this.device = device;
        this.pixels = pixels;
        this.precision = precision;
        this.network = network;
        this.mirror = mirror;
        this.arguments = arguments;
    }

    /**
     * Reads a bundle's weights and puts them where {@code config} computes.
     *
     * @throws Fault of kind data when the model is damaged, of kind memory when the weights don't fit, of kind device when
     *     TensorFlow can't run it there
     */
    static FunctionMember open(ModelBundle bundle, Views views, SessionConfig config) {
        PixelSpec pixels = bundle.spec().pixels();
        EagerDevice device = EagerDevice.of(config);
        FunctionGraph graph = FunctionGraph.of(
                bundle.spec().network().build(pixels), pixels, BundleWeights.read(bundle), config.precision());
        EagerFunction network = null;
        EagerFunction mirror = null;
        EagerTensor[] arguments = new EagerTensor[graph.weights().size() + 1];
        try {
            network = EagerFunction.define(device, graph.graph(), graph.inputs(), InferenceGraph.OUTPUT);
            mirror = views == Views.FLIP ? define(device, FunctionGraph.mirror(pixels)) : null;
            place(device, graph, arguments);
            return new FunctionMember(device, pixels, graph.precision(), network, mirror, arguments);
        } catch (RuntimeException | Error e) {
            free(network, mirror, arguments);
            throw e;
        }
    }

    /** Where it computes: pictures that are lent to it must lie there. */
    EagerDevice device() {
        return device;
    }

    @Override
    public synchronized int score(TUint8 batch, float[] out, int offset) {
        int n = Math.toIntExact(batch.shape().get(0));
        requirePixels(batch.shape().asArray());
        try (EagerTensor images = EagerTensor.ofHost(device, bytes.addressOf(batch), shape(n))) {
            return score(images, n, out, offset);
        }
    }

    /**
     * Scores pictures that lie where this computes, and waits for the answer.
     *
     * @param address on {@link #device}, a multiple of 64: uint8 [n, H, W, 3] without gaps; lent, and no longer read when
     *     this returns, by whichever way
     * @return n
     */
    synchronized int score(long address, int n, float[] out, int offset) {
        try (EagerTensor images = EagerTensor.lend(device, address, shape(n))) {
            return score(images, n, out, offset);
        }
    }

    @Override
    public String engine() {
        return (device.gpu() ? "GPU " : "TensorFlow function ")
                + precision.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public synchronized void close() {
        free(network, mirror, arguments);
    }

    private int score(EagerTensor images, int n, float[] out, int offset) {
        plain(images, out, offset);
        if (mirror != null) {
            turned = turned.length < n ? new float[n] : turned;
            try (EagerTensor other = mirror.call(images)) {
                plain(other, turned, 0);
            }
            for (int i = 0; i < n; i++) {
                out[offset + i] = (out[offset + i] + turned[i]) / 2;
            }
        }
        return n;
    }

    private void plain(EagerTensor images, float[] out, int offset) {
        arguments[0] = images;
        try (EagerTensor answer = network.call(arguments)) {
            answer.read(out, offset);
        } finally {
            arguments[0] = null;
        }
    }

    private long[] shape(int n) {
        return new long[] {n, pixels.height(), pixels.width(), PixelSpec.CHANNELS};
    }

    private void requirePixels(long... shape) {
        if (shape.length != 4 || shape[1] != pixels.height() || shape[2] != pixels.width()) {
            throw Fault.device(
                    "scoring a batch: pictures of " + shape[1] + "×" + shape[2] + ", the model takes " + pixels.words(),
                    null);
        }
    }

    private static void place(EagerDevice device, FunctionGraph graph, EagerTensor... arguments) {
        EagerFunction rounding = graph.precision() == Precision.FLOAT32
                ? null
                : define(device, FunctionGraph.rounding(graph.precision()));
        try {
            for (int i = 0; i < graph.weights().size(); i++) {
                FunctionGraph.Weight weight = graph.weights().get(i);
                EagerTensor wide = EagerTensor.copy(device, weight.values(), weight.dims());
                arguments[i + 1] = weight.narrow() ? rounded(rounding, wide) : wide;
            }
        } finally {
            if (rounding != null) {
                rounding.close();
            }
        }
    }

    /** Takes {@code wide}. */
    private static EagerTensor rounded(EagerFunction rounding, EagerTensor wide) {
        try (wide) {
            return rounding.call(wide);
        }
    }

    private static EagerFunction define(EagerDevice device, GraphDef graph) {
        return EagerFunction.define(device, graph, List.of(InferenceGraph.INPUT), InferenceGraph.OUTPUT);
    }

    private static void free(EagerFunction network, EagerFunction mirror, EagerTensor... arguments) {
        for (EagerTensor argument : arguments) {
            if (argument != null) {
                argument.close();
            }
        }
        for (EagerFunction function : new EagerFunction[] {network, mirror}) {
            if (function != null) {
                function.close();
            }
        }
    }
}
