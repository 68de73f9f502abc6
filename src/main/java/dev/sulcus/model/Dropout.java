package dev.sulcus.model;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * Inverted dropout whose mask is a function of a fed pair of numbers alone: the same pair drops the same units,
 * whatever ran before. That is what lets a killed run continue bit for bit.
 */
public final class Dropout {
    /** Leaves everything as it is. */
    public static final Dropout NONE = new Dropout(0, null);

    private final double rate;
    private final Operand<TInt64> seed;

    /**
     * Drops with probability {@code rate}, 0 up to but not 1.
     *
     * @param seed int64 [2], fed anew for every step
     */
    public Dropout(double rate, Operand<TInt64> seed) {
        this.rate = rate;
        this.seed = seed;
    }

    Operand<TFloat32> apply(Ops tf, Operand<TFloat32> x) {
        if (rate == 0) {
            return x;
        }
        Operand<TFloat32> drawn = tf.random.statelessRandomUniform(tf.shape(x), seed, TFloat32.class);
        Operand<TFloat32> kept = tf.dtypes.cast(tf.math.greaterEqual(drawn, tf.constant((float) rate)), TFloat32.class);
        return tf.math.mul(x, tf.math.mul(kept, tf.constant((float) (1 / (1 - rate)))));
    }
}
