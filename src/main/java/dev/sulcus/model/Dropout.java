package dev.sulcus.model;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TNumber;

/**
 * Inverted dropout whose mask is a function of a fed pair of numbers alone: the same pair drops the same units,
 * whatever ran before. That is what lets a killed run continue bit for bit.
 */
final class Dropout {
    private final double rate;
    private final Operand<TInt64> seed;
    private final BatchShare share;

    /**
     * Drops with probability {@code rate}, 0 up to but not 1.
     *
     * @param seed int64 [2], fed anew for every step
     */
    Dropout(double rate, Operand<TInt64> seed) {
        this(rate, seed, BatchShare.WHOLE);
    }

    /** The same for a share of the batch. */
    Dropout(double rate, Operand<TInt64> seed, BatchShare share) {
        this.rate = rate;
        this.seed = seed;
        this.share = share;
    }

    /** Drops single numbers. */
    Operand<TFloat32> apply(Ops tf, Operand<TFloat32> x) {
        return rate == 0 ? x : tf.math.mul(x, mask(tf, tf.shape(x), x.shape()));
    }

    /** For each row of [N, H, W, C], what it is multiplied by: [N, 1, 1, 1]. */
    Operand<TFloat32> ofRows(Ops tf, Operand<? extends TNumber> x) {
        Operand<TInt32> rows = tf.slice(tf.shape(x), tf.constant(new int[] {0}), tf.constant(new int[] {1}));
        return mask(
                tf,
                tf.concat(List.of(rows, tf.constant(new int[] {1, 1, 1})), tf.constant(0)),
                Shape.of(Shape.UNKNOWN_SIZE, 1, 1, 1));
    }

    private Operand<TFloat32> mask(Ops tf, Operand<TInt32> shape, Shape known) {
        Operand<TFloat32> drawn =
                share.drawn(tf, shape, known, all -> tf.random.statelessRandomUniform(all, seed, TFloat32.class));
        Operand<TFloat32> kept = tf.dtypes.cast(tf.math.greaterEqual(drawn, tf.constant((float) rate)), TFloat32.class);
        return tf.math.mul(kept, tf.constant((float) (1 / (1 - rate))));
    }
}
