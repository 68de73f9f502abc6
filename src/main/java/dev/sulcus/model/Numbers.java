package dev.sulcus.model;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/**
 * In which numbers the layers of one training pass compute: float32, where nothing is cast, or a narrower type. Weights
 * are float32 outside; each is cast once per step, and its gradient is cast back. Adds to one graph; not thread-safe.
 *
 * @param <T> what is multiplied; sums inside a product are float32 in either
 */
final class Numbers<T extends TNumber> {
    private final Ops tf;
    private final Class<T> type;

    Numbers(Ops tf, Class<T> type) {
        this.tf = tf;
        this.type = type;
    }

    /** Whether it is narrower than float32. */
    boolean narrower() {
        return type != TFloat32.class;
    }

    /** float32 numbers as this type. */
    Operand<T> narrow(Operand<TFloat32> x) {
        return narrower() ? tf.dtypes.cast(x, type) : x.asOutput().expect(type);
    }

    /** Numbers of this type as float32. */
    Operand<TFloat32> wide(Operand<T> x) {
        return narrower() ? tf.dtypes.cast(x, TFloat32.class) : x.asOutput().expect(TFloat32.class);
    }
}
