package dev.sulcus.training;

import dev.sulcus.model.Augmentation;
import dev.sulcus.model.AugmentationConfig;
import dev.sulcus.model.BatchShare;
import dev.sulcus.model.Preprocessing;
import dev.sulcus.model.ToneAugmentation;
import dev.sulcus.pipeline.PixelSpec;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TUint8;

/** The augmented pictures of a training graph, and the feeds that say how. Not thread-safe. */
final class TrainingPictures {
    private final AugmentationConfig config;
    private final Placeholder<TFloat32> transforms;
    private final Placeholder<TFloat32> tones;
    private final Operand<TFloat32> images;

    /** Adds them: {@code bytes}, uint8 NHWC, are those rows of the batch that {@code share} takes. */
    TrainingPictures(
            Ops tf,
            AugmentationConfig config,
            PixelSpec pixels,
            Operand<TUint8> bytes,
            Operand<TInt64> seed,
            BatchShare share) {
        this.config = config;
        transforms = rows(tf, Augmentation.TRANSFORM_LENGTH);
        tones = rows(tf, ToneAugmentation.LENGTH);
        Operand<TFloat32> x = Preprocessing.asFloat(tf, bytes);
        if (config.moves()) {
            x = new Augmentation(config, pixels).apply(tf, x, share.fed(transforms));
        }
        if (config.changesTones()) {
            x = new ToneAugmentation(config, pixels).apply(tf, x, share.fed(tones), seed, share);
        }
        images = x;
    }

    /** float32 NHWC, 0 to 255. */
    Operand<TFloat32> images() {
        return images;
    }

    /** Feeds what one batch is augmented by. */
    void feed(Session.Runner runner, StepFeeds feeds) {
        if (config.moves()) {
            runner.feed(transforms, feeds.transforms());
        }
        if (config.changesTones()) {
            runner.feed(tones, feeds.tones());
        }
    }

    private static Placeholder<TFloat32> rows(Ops tf, int length) {
        return tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(Shape.UNKNOWN_SIZE, length)));
    }
}
