package dev.sulcus.training;

import dev.sulcus.model.Augmentation;
import dev.sulcus.model.ToneAugmentation;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.FloatDataBuffer;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * What goes with one batch into a step, besides its pictures: allocated once per batch size and filled again for every
 * step. Owns its tensors. Not thread-safe.
 */
final class StepFeeds implements AutoCloseable {
    private final int size;
    private final TFloat32 labels;
    private final TFloat32 weights;
    private final TFloat32 transforms;
    private final TFloat32 tones;
    private final TFloat32 kinds;
    private final TInt64 rows;
    private final FloatDataBuffer labelValues;
    private final FloatDataBuffer weightValues;
    private final FloatDataBuffer transformValues;
    private final FloatDataBuffer toneValues;
    private final FloatDataBuffer kindValues;

    StepFeeds(int size) {
        this(size, 0);
    }

    /** With room for the kinds of a second head. */
    StepFeeds(int size, int kindCount) {
        this.size = size;
        labels = TFloat32.tensorOf(Shape.of(size));
        weights = TFloat32.tensorOf(Shape.of(size));
        transforms = TFloat32.tensorOf(Shape.of(size, Augmentation.TRANSFORM_LENGTH));
        tones = TFloat32.tensorOf(Shape.of(size, ToneAugmentation.LENGTH));
        kinds = TFloat32.tensorOf(Shape.of(size, kindCount));
        rows = TInt64.tensorOf(Shape.of(size));
        labelValues = labels.asRawTensor().data().asFloats();
        weightValues = weights.asRawTensor().data().asFloats();
        transformValues = transforms.asRawTensor().data().asFloats();
        toneValues = tones.asRawTensor().data().asFloats();
        kindValues = kinds.asRawTensor().data().asFloats();
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

    /** float32 [N, 8]. */
    TFloat32 tones() {
        return tones;
    }

    FloatDataBuffer toneValues() {
        return toneValues;
    }

    /** float32 [N, kinds]: 1 at the kind, all 0 for none. */
    TFloat32 kinds() {
        return kinds;
    }

    /** int64 [N]: which pictures these are, where they live on the device. */
    TInt64 rows() {
        return rows;
    }

    /** Sets the kind of one row; -1 for none. */
    void setKind(int row, int kind) {
        int count = Math.toIntExact(kindValues.size() / size);
        for (int i = 0; i < count; i++) {
            kindValues.setFloat(i == kind ? 1 : 0, (long) row * count + i);
        }
    }

    FloatDataBuffer transformValues() {
        return transformValues;
    }

    @Override
    public void close() {
        labels.close();
        weights.close();
        transforms.close();
        tones.close();
        kinds.close();
        rows.close();
    }
}
