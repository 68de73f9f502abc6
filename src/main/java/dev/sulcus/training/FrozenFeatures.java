package dev.sulcus.training;

import dev.sulcus.fault.Fault;
import dev.sulcus.model.EfficientNet;
import dev.sulcus.model.Forward;
import dev.sulcus.model.Network;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/**
 * A frozen base and its head, apart: features of pictures on one side, probabilities of fed features on the other.
 *
 * @param input where features [N, 1280] are fed
 * @param logits of fed features, for training the head
 * @param probability of fed features, as in use
 * @param ofPictures features of the (augmented) pictures that are fed
 */
record FrozenFeatures(
        Placeholder<TFloat32> input,
        Operand<TFloat32> logits,
        Operand<TFloat32> probability,
        Operand<TFloat32> ofPictures) {
    /**
     * Adds it to a graph.
     *
     * @param training pass that trains the head alone
     * @param inference a pass as in use
     * @param pictures float32 NHWC, 0 to 255
     * @throws Fault of kind usage for a network without a head of its own
     */
    static FrozenFeatures add(
            Ops tf, Network network, Forward training, Forward inference, Operand<TFloat32> pictures) {
        if (!(network instanceof EfficientNet parted)) {
            throw Fault.usage("a head stage needs a network with a head apart, such as efficientnet-b0;"
                    + " take the member head out of the recipe");
        }
        Placeholder<TFloat32> input =
                tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(Shape.UNKNOWN_SIZE, EfficientNet.WIDTH)));
        return new FrozenFeatures(
                input,
                parted.headLogits(training, input),
                tf.math.sigmoid(parted.headLogits(inference, input)),
                parted.features(inference, pictures));
    }
}
