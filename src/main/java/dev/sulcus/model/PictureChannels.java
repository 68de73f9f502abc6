package dev.sulcus.model;

import dev.sulcus.pipeline.PixelSpec;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/**
 * The three channels of pictures filled up with zeros, and those of the first kernel with them: a tensor core takes eight
 * at a time in 16 bits. Changes no result. Adds to one graph; not thread-safe.
 */
final class PictureChannels {
    private final Ops tf;
    private final int filled;

    /** Fills up to {@code filled}; three leave everything as it is. */
    PictureChannels(Ops tf, int filled) {
        this.tf = tf;
        this.filled = filled;
    }

    /** [N, H, W, 3] becomes [N, H, W, filled]. */
    <T extends TNumber> Operand<T> pictures(Operand<T> x) {
        return pad(x, 3);
    }

    /** [h, w, 3, out] becomes [h, w, filled, out]. */
    <T extends TNumber> Operand<T> kernel(Operand<T> kernel) {
        return pad(kernel, 2);
    }

    /** The gradient of what {@link #kernel} took from that of what it gave. */
    Operand<TFloat32> kernelGradient(Operand<TFloat32> gradient) {
        return filled == PixelSpec.CHANNELS
                ? gradient
                : tf.slice(gradient, tf.constant(new int[] {0, 0, 0, 0}), tf.constant(new int[] {
                    -1, -1, PixelSpec.CHANNELS, -1
                }));
    }

    private <T extends TNumber> Operand<T> pad(Operand<T> x, int axis) {
        if (filled == PixelSpec.CHANNELS) {
            return x;
        }
        int[][] paddings = new int[4][2];
        paddings[axis][1] = filled - PixelSpec.CHANNELS;
        return tf.pad(x, tf.constant(paddings), tf.dtypes.cast(tf.constant(0f), x.type()));
    }
}
