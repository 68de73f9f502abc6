package dev.sulcus.training;

import dev.sulcus.model.Augmentation;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.FloatDataBuffer;
import org.tensorflow.types.TFloat32;

/**
 * What goes with one batch into a step, besides its pictures: allocated once per batch size and filled again for every
 * step. Owns its tensors. Not thread-safe.
 */
final class StepFeeds implements AutoCloseable {
    private final int size;
    private final TFloat32 labels;
    private final TFloat32 weights;
    private final TFloat32 transforms;
    private final FloatDataBuffer labelValues;
    private final FloatDataBuffer weightValues;
    private final FloatDataBuffer transformValues;

    StepFeeds(int size) {
        this.size = size;
        labels = TFloat32.tensorOf(Shape.of(size));
        weights = TFloat32.tensorOf(Shape.of(size));
        transforms = TFloat32.tensorOf(Shape.of(size, Augmentation.TRANSFORM_LENGTH));
        labelValues = labels.asRawTensor().data().asFloats();
        weightValues = weights.asRawTensor().data().asFloats();
        transformValues = transforms.asRawTensor().data().asFloats();
    }

    int size() {
        return size;
    }

    void set(int row, double label, double weight) {
        labelValues.setFloat((float) label, row);
        weightValues.setFloat((float) weight, row);
    }

    /** float32 [N], 0 to 1. */
    TFloat32 labels() {
        return labels;
    }

    /** float32 [N], what each loss is multiplied by. */
    TFloat32 weights() {
        return weights;
    }

    /** float32 [N, 8]. */
    TFloat32 transforms() {
        return transforms;
    }

    FloatDataBuffer transformValues() {
        return transformValues;
    }

    @Override
    public void close() {
        labels.close();
        weights.close();
        transforms.close();
    }
}
