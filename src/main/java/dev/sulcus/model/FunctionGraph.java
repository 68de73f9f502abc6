package dev.sulcus.model;

import dev.sulcus.device.Precision;
import dev.sulcus.fused.FusedNetwork;
import dev.sulcus.pipeline.PixelSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.types.TBfloat16;
import org.tensorflow.types.TFloat16;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TNumber;

/**
 * A network as the graph of a function: pictures and weights come in as arguments, so that the weights lie once where the
 * function computes, and nothing of them is in the graph.
 *
 * @param graph to be defined as a function
 * @param weights what the arguments after the pictures hold, in order
 * @param precision of the large products; weights that are marked narrow come in it
 */
record FunctionGraph(GraphDef graph, List<Weight> weights, Precision precision) {
    private static final String PREFIX = "weight_";

    /**
     * One argument.
     *
     * @param values flat; borrowed
     * @param narrow whether it is given in the function's precision; else in float32
     */
    record Weight(float[] values, long[] dims, boolean narrow) {}

    /**
     * Writes a network with batch normalisation folded into its kernels; logistic regression, which has no folded form, as
     * it is and in float32.
     *
     * @param values flat weights by {@code layer/name}
     */
    static FunctionGraph of(Network network, PixelSpec pixels, Map<String, float[]> values, Precision precision) {
        FusedNetwork fused = network instanceof Logistic ? null : Fusion.of(network, pixels, values);
        var weights = new ArrayList<Weight>();
        try (Graph graph = new Graph()) {
            Ops tf = Ops.create(graph);
            if (fused == null) {
                plain(tf, network, pixels, values, weights);
            } else {
                folded(tf, fused, pixels, weights, precision);
            }
            return new FunctionGraph(
                    graph.toGraphDef(), List.copyOf(weights), fused == null ? Precision.FLOAT32 : precision);
        }
    }

    /** Mirrors pictures left to right, where they are. */
    static GraphDef mirror(PixelSpec pixels) {
        try (Graph graph = new Graph()) {
            Ops tf = Ops.create(graph);
            Operand<TUint8> images = Preprocessing.input(tf, pixels);
            tf.withName(InferenceGraph.OUTPUT).reverse(images, tf.constant(new int[] {2}));
            return graph.toGraphDef();
        }
    }

    /** Rounds float32 numbers of any shape to a precision. */
    static GraphDef rounding(Precision precision) {
        try (Graph graph = new Graph()) {
            Ops tf = Ops.create(graph);
            Operand<TFloat32> wide = tf.withName(InferenceGraph.INPUT).placeholder(TFloat32.class);
            tf.withName(InferenceGraph.OUTPUT).dtypes.cast(wide, type(precision));
            return graph.toGraphDef();
        }
    }

    /** Names of the arguments, pictures first. */
    List<String> inputs() {
        var names = new ArrayList<>(List.of(InferenceGraph.INPUT));
        for (int i = 0; i < weights.size(); i++) {
            names.add(PREFIX + i);
        }
        return names;
    }

    static Class<? extends TNumber> type(Precision precision) {
        return switch (precision) {
            case FLOAT32 -> TFloat32.class;
            case BFLOAT16 -> TBfloat16.class;
            case FLOAT16 -> TFloat16.class;
        };
    }

    /** The argument for weight number {@code number}. */
    static <T extends TNumber> Operand<T> argument(Ops tf, int number, long[] dims, Class<T> type) {
        return tf.withName(PREFIX + number).placeholder(type, Placeholder.shape(Shape.of(dims)));
    }

    private static void plain(
            Ops tf, Network network, PixelSpec pixels, Map<String, float[]> values, List<Weight> weights) {
        var arguments = new ArrayList<Operand<TFloat32>>();
        for (WeightSpec spec : network.weights()) {
            arguments.add(argument(tf, weights.size(), spec.dims(), TFloat32.class));
            weights.add(new Weight(values.get(spec.path()), spec.dims(), false));
        }
        InferenceGraph.add(tf, network, pixels, Forward.inference(tf, network.weights(), arguments));
    }

    private static void folded(
            Ops tf, FusedNetwork fused, PixelSpec pixels, List<Weight> weights, Precision precision) {
        Operand<TUint8> images = Preprocessing.input(tf, pixels);
        new FunctionLayers(tf, fused, weights, type(precision)).add(images, pixels);
    }
}
