package dev.sulcus.model;

import dev.sulcus.pipeline.PixelSpec;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.FloatDataBuffer;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * Grey levels changed as another scanner would: gamma, gain, offset and noise, the same in all channels; and a black
 * box, so that no single place decides. Eight numbers per picture, drawn on the host, applied in the graph. Immutable,
 * thread-safe; allocates nothing per picture.
 */
public final class ToneAugmentation {
    /** Numbers per picture: gamma, gain, offset, noise deviation; top, left, bottom, right of the box in pixels. */
    public static final int LENGTH = 8;

    // Draws of CounterRandom that Augmentation does not take.
    private static final int FIRST_DRAW = 16;
    private static final long NOISE_STREAM = 0x5851F42D4C957F2DL;
    private static final double LEAST_SIDE = 0.08;
    private static final double GREATEST_SIDE = 0.28;
    private static final float WHITE = 255;

    private final AugmentationConfig config;
    private final int height;
    private final int width;

    /** For pictures of one size. */
    public ToneAugmentation(AugmentationConfig config, PixelSpec pixels) {
        this.config = config;
        height = pixels.height();
        width = pixels.width();
    }

    /**
     * Writes the numbers of one picture in one epoch: a function of the arguments alone.
     *
     * @param out receives {@link #LENGTH} numbers at {@code row · LENGTH}
     */
    public void draw(long seed, int epoch, int image, FloatDataBuffer out, int row) {
        long key = CounterRandom.key(seed, epoch, image);
        long at = (long) row * LENGTH;
        out.setFloat((float) Math.exp(symmetric(key, 0, config.gamma())), at);
        out.setFloat((float) Math.exp(symmetric(key, 1, config.gain())), at + 1);
        out.setFloat((float) symmetric(key, 2, config.offset()), at + 2);
        boolean noisy = uniform(key, 3) < 0.5;
        out.setFloat((float) (noisy ? uniform(key, 4) * config.noise() : 0), at + 3);
        boolean erased = uniform(key, 5) < config.erase();
        double tall = erased ? side(key, 6) * height : 0;
        double broad = erased ? side(key, 7) * width : 0;
        double top = uniform(key, 8) * (height - tall);
        double left = uniform(key, 9) * (width - broad);
        out.setFloat((float) top, at + 4);
        out.setFloat((float) left, at + 5);
        out.setFloat((float) (top + tall), at + 6);
        out.setFloat((float) (left + broad), at + 7);
    }

    /** Writes the numbers that leave a picture as it is. */
    public void leave(FloatDataBuffer out, int row) {
        for (int i = 0; i < LENGTH; i++) {
            out.setFloat(i < 2 ? 1 : 0, (long) row * LENGTH + i);
        }
    }

    /**
     * Adds the change to a graph.
     *
     * @param images float32 NHWC, 0 to 255
     * @param tones float32 [N, 8]
     * @param seed int64 [2], of the noise
     * @return float32 NHWC, 0 to 255
     */
    public Operand<TFloat32> apply(Ops tf, Operand<TFloat32> images, Operand<TFloat32> tones, Operand<TInt64> seed) {
        return apply(tf, images, tones, seed, BatchShare.WHOLE);
    }

    /** The same for a share of the batch, whose rows {@code images} and {@code tones} are. */
    public Operand<TFloat32> apply(
            Ops tf, Operand<TFloat32> images, Operand<TFloat32> tones, Operand<TInt64> seed, BatchShare share) {
        Operand<TFloat32> x =
                tf.clipByValue(tf.math.mul(images, tf.constant(1 / WHITE)), tf.constant(1e-4f), tf.constant(1f));
        x = tf.math.pow(x, column(tf, tones, 0));
        x = tf.math.add(tf.math.mul(x, column(tf, tones, 1)), column(tf, tones, 2));
        x = tf.math.add(x, tf.math.mul(noise(tf, images, seed, share), column(tf, tones, 3)));
        x = tf.clipByValue(x, tf.constant(0f), tf.constant(1f));
        return tf.math.mul(tf.math.mul(x, kept(tf, tones)), tf.constant(WHITE));
    }

    /** [N, H, W, 1], normal. */
    private Operand<TFloat32> noise(Ops tf, Operand<TFloat32> images, Operand<TInt64> seed, BatchShare share) {
        var rows = tf.slice(tf.shape(images), tf.constant(new int[] {0}), tf.constant(new int[] {1}));
        var shape = tf.concat(List.of(rows, tf.constant(new int[] {height, width, 1})), tf.constant(0));
        Operand<TInt64> stream = tf.math.add(seed, tf.constant(new long[] {NOISE_STREAM, 0}));
        return share.drawn(
                tf,
                shape,
                Shape.of(Shape.UNKNOWN_SIZE, height, width, 1),
                all -> tf.random.statelessRandomNormal(all, stream, TFloat32.class));
    }

    /** [N, H, W, 1]: 0 in the box, 1 elsewhere. */
    private Operand<TFloat32> kept(Ops tf, Operand<TFloat32> tones) {
        Operand<TBool> inside = tf.math.logicalAnd(
                within(tf, places(tf, height, Shape.of(1, height, 1, 1)), tones, 4, 6),
                within(tf, places(tf, width, Shape.of(1, 1, width, 1)), tones, 5, 7));
        return tf.math.sub(tf.constant(1f), tf.dtypes.cast(inside, TFloat32.class));
    }

    private static Operand<TBool> within(Ops tf, Operand<TFloat32> places, Operand<TFloat32> tones, int from, int to) {
        return tf.math.logicalAnd(
                tf.math.greaterEqual(places, column(tf, tones, from)), tf.math.less(places, column(tf, tones, to)));
    }

    private static Operand<TFloat32> places(Ops tf, int count, Shape shape) {
        float[] places = new float[count];
        for (int i = 0; i < count; i++) {
            places[i] = i;
        }
        return tf.reshape(tf.constant(places), tf.constant(shape.asArray()));
    }

    /** One of the numbers of each picture, [N, 1, 1, 1]. */
    private static Operand<TFloat32> column(Ops tf, Operand<TFloat32> tones, int index) {
        var column = tf.slice(tones, tf.constant(new int[] {0, index}), tf.constant(new int[] {-1, 1}));
        return tf.reshape(column, tf.constant(new int[] {-1, 1, 1, 1}));
    }

    private double side(long key, int draw) {
        return LEAST_SIDE + (GREATEST_SIDE - LEAST_SIDE) * uniform(key, draw);
    }

    private static double uniform(long key, int draw) {
        return CounterRandom.uniform(key, FIRST_DRAW + draw);
    }

    private static double symmetric(long key, int draw, double most) {
        return CounterRandom.uniform(key, FIRST_DRAW + draw, -most, most);
    }
}
