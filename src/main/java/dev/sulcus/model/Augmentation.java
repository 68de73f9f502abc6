package dev.sulcus.model;

import dev.sulcus.pipeline.PixelSpec;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.buffer.FloatDataBuffer;
import org.tensorflow.op.Ops;
import org.tensorflow.op.image.ImageProjectiveTransformV3;
import org.tensorflow.types.TFloat32;

/**
 * Keras' ImageDataGenerator as one projective transform per image: rotation, shift, shear and zoom by the closed form
 * of its matrix product, then the flip, composed on the host into eight numbers and applied in the graph, on whatever
 * device that runs. Bilinear; outside the picture the nearest pixel. Immutable, thread-safe; allocates nothing per
 * image.
 *
 * <p>One difference, on purpose: Keras swaps the centre of pictures that are not square, which pushes their content
 * out of the frame. Here the centre is the centre. Square pictures are the same.
 */
public final class Augmentation {
    /** Numbers per image: the first eight of a 3×3 matrix, row by row; the ninth is 1. */
    public static final int TRANSFORM_LENGTH = 8;

    private final AugmentationConfig config;
    private final int height;
    private final int width;

    /** For pictures of one size. */
    public Augmentation(AugmentationConfig config, PixelSpec pixels) {
        this.config = config;
        this.height = pixels.height();
        this.width = pixels.width();
    }

    /**
     * Writes the transform of one image in one epoch: a function of the four arguments alone.
     *
     * @param out receives eight numbers at {@code row · 8}
     */
    public void draw(long seed, int epoch, int image, FloatDataBuffer out, int row) {
        long key = CounterRandom.key(seed, epoch, image);
        double theta = Math.toRadians(symmetric(key, 0, config.rotationDegrees()));
        // Keras' names: tx comes from height_shift_range and moves columns, ty from width_shift_range and moves rows.
        double tx = symmetric(key, 1, config.heightShift()) * height;
        double ty = symmetric(key, 2, config.widthShift()) * width;
        double shear = Math.toRadians(symmetric(key, 3, config.shearDegrees()));
        double zx = 1 + symmetric(key, 4, config.zoom());
        double zy = 1 + symmetric(key, 5, config.zoom());
        boolean flip = config.horizontalFlip() && CounterRandom.uniform(key, 6) < 0.5;
        compose(theta, tx, ty, shear, zx, zy, flip, out, row);
    }

    /** Writes the transform that leaves a picture as it is. */
    public void leave(FloatDataBuffer out, int row) {
        compose(0, 0, 0, 0, 1, 1, false, out, row);
    }

    /**
     * The closed form of Keras' apply_affine_transform, angles in radians, shifts in pixels; the flip comes after it.
     * Maps an output (column, row) to the input place it is read from.
     */
    void compose(
            double theta,
            double tx,
            double ty,
            double shear,
            double zx,
            double zy,
            boolean flip,
            FloatDataBuffer out,
            int row) {
        double a00 = Math.cos(theta) * zx;
        double a01 = -Math.sin(theta + shear) * zy;
        double a10 = Math.sin(theta) * zx;
        double a11 = Math.cos(theta + shear) * zy;
        double cx = width / 2.0 - 0.5;
        double cy = height / 2.0 - 0.5;
        double ox = cx + Math.cos(theta) * tx - Math.sin(theta) * ty - a00 * cx - a01 * cy;
        double oy = cy + Math.sin(theta) * tx + Math.cos(theta) * ty - a10 * cx - a11 * cy;
        if (flip) { // read column W-1-q where q was asked for
            ox += a00 * (width - 1);
            oy += a10 * (width - 1);
            a00 = -a00;
            a10 = -a10;
        }
        long at = (long) row * TRANSFORM_LENGTH;
        out.setFloat((float) a00, at);
        out.setFloat((float) a01, at + 1);
        out.setFloat((float) ox, at + 2);
        out.setFloat((float) a10, at + 3);
        out.setFloat((float) a11, at + 4);
        out.setFloat((float) oy, at + 5);
        out.setFloat(0, at + 6);
        out.setFloat(0, at + 7);
    }

    /**
     * Adds the transform to a graph.
     *
     * @param images float32 NHWC
     * @param transforms float32 [N, 8]
     * @return float32 NHWC of the same size
     */
    public Operand<TFloat32> apply(Ops tf, Operand<TFloat32> images, Operand<TFloat32> transforms) {
        return tf.image.imageProjectiveTransformV3(
                images,
                transforms,
                tf.constant(new int[] {height, width}),
                tf.constant(0f),
                "BILINEAR",
                ImageProjectiveTransformV3.fillMode("NEAREST"));
    }

    private static double symmetric(long key, int draw, double most) {
        return CounterRandom.uniform(key, draw, -most, most);
    }
}
