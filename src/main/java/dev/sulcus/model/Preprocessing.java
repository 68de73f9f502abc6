package dev.sulcus.model;

import dev.sulcus.pipeline.PixelSpec;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/**
 * From the bytes that enter to the numbers a network sees. Part of every graph and every saved model, so that nobody
 * can scale twice or not at all. The wire carries uint8: a quarter of float32's bytes.
 */
public final class Preprocessing {
    private Preprocessing() {}

    /** Where a batch of any size enters: uint8 NHWC, RGB, 0 to 255. */
    public static Placeholder<TUint8> input(Ops tf, PixelSpec pixels) {
        Shape shape = Shape.of(Shape.UNKNOWN_SIZE, pixels.height(), pixels.width(), PixelSpec.CHANNELS);
        return tf.withName(InferenceGraph.INPUT).placeholder(TUint8.class, Placeholder.shape(shape));
    }

    /** float32 0 to 255, for {@link Augmentation}. */
    public static Operand<TFloat32> asFloat(Ops tf, Operand<TUint8> images) {
        return tf.dtypes.cast(images, TFloat32.class);
    }

    /**
     * 0 to 1: divided by 255, exactly. The divisor must not look like a constant: TensorFlow would turn the division into
     * a product with 1/255, which is off by one unit in the last place for some bytes. That is enough to choose another
     * pixel where two tie in a max-pool, and five steps later the loss differs from Keras' by 8e-4.
     */
    public static Operand<TFloat32> scale(Ops tf, Operand<TFloat32> images) {
        Operand<TFloat32> divisor = tf.placeholderWithDefault(tf.constant(255f), Shape.scalar());
        return tf.math.div(images, divisor);
    }
}
