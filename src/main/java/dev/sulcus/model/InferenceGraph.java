package dev.sulcus.model;

import dev.sulcus.pipeline.PixelSpec;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/**
 * The one forward path: bytes to probability. Saved models and the validation inside training are built from it.
 *
 * @param images uint8 NHWC, where a batch of any size is fed
 * @param probability float32 [N], 0 to 1
 */
public record InferenceGraph(Operand<TUint8> images, Operand<TFloat32> probability) {
    /** The name of the input in graph and signature. */
    public static final String INPUT = "images";
    /** The name of the output in graph and signature. */
    public static final String OUTPUT = "probability";

    /** Adds it to a graph with the given weights. */
    public static InferenceGraph add(Ops tf, Network network, PixelSpec pixels, Variables weights) {
        return add(tf, network, pixels, Forward.inference(tf, weights.specs(), weights.reads()));
    }

    /** Adds it to a graph; {@code pass} can then be asked for the outputs of single layers. */
    public static InferenceGraph add(Ops tf, Network network, PixelSpec pixels, Forward pass) {
        return add(tf, network, pass, Preprocessing.input(tf, pixels));
    }

    /** Adds it to a graph, over pictures from elsewhere in it. */
    public static InferenceGraph add(Ops tf, Network network, Forward pass, Operand<TUint8> images) {
        Operand<TFloat32> logits = network.logits(pass, Preprocessing.asFloat(tf, images));
        return new InferenceGraph(images, tf.withName(OUTPUT).math.sigmoid(logits));
    }
}
