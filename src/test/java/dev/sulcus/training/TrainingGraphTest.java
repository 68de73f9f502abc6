package dev.sulcus.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sulcus.device.SessionConfig;
import dev.sulcus.model.AugmentationConfig;
import dev.sulcus.model.Cnn;
import dev.sulcus.model.CnnConfig;
import dev.sulcus.pipeline.PixelSpec;
import dev.sulcus.pipeline.Resampling;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tensorflow.Result;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

@Tag("native")
class TrainingGraphTest {
    private static final PixelSpec PIXELS = new PixelSpec(64, 64, Resampling.AREA);
    private static final int BATCH = 16;

    @Test
    void shouldEndWithTheSameBitsWheneverItRunsAgain() {
        byte[] first = trainedWeights(5);
        byte[] second = trainedWeights(5);
        byte[] other = trainedWeights(6);
        assertThat(second).isEqualTo(first);
        assertThat(other).isNotEqualTo(first);
    }

    @Test
    void shouldKeepFetchedWeightsWhateverRunsLater() {
        try (var graph = open(new Cnn(CnnConfig.NOTEBOOK, PIXELS));
                var images = noise();
                var feeds = feeds()) {
            graph.initialize(3);
            try (Result before = graph.weights()) {
                byte[] copy = bytes(before);
                graph.step(images, feeds, 1e-3, 3, 1);
                assertThat(bytes(before)).isEqualTo(copy);
                try (Result after = graph.weights()) {
                    assertThat(bytes(after)).isNotEqualTo(copy);
                }
            }
        }
    }

    @Test
    void shouldMoveEveryWeight() {
        try (var graph = open(new Cnn(CnnConfig.NOTEBOOK, PIXELS));
                var images = noise();
                var feeds = feeds()) {
            graph.initialize(3);
            try (Result before = graph.weights()) {
                graph.step(images, feeds, 1e-3, 3, 1);
                try (Result after = graph.weights()) {
                    for (int i = 0; i < before.size(); i++) {
                        assertThat(bytes(after, i)).isNotEqualTo(bytes(before, i));
                    }
                }
            }
        }
    }

    @Test
    void shouldDrawGlorotUniformKernelsAndZeroBiases() {
        var network = new Cnn(CnnConfig.NOTEBOOK, PIXELS);
        try (var graph = open(network)) {
            graph.initialize(11);
            try (Result weights = graph.weights()) {
                var bias = ((TFloat32) weights.get(1)).asRawTensor().data().asFloats();
                assertThat(bias.getFloat(0)).isZero();
                var dense = ((TFloat32) weights.get(6)).asRawTensor().data().asFloats();
                double bound = Math.sqrt(6.0 / (4608 + 512));
                double sum = 0;
                double most = 0;
                for (long i = 0; i < dense.size(); i++) {
                    sum += dense.getFloat(i);
                    most = Math.max(most, Math.abs(dense.getFloat(i)));
                }
                assertThat(sum / dense.size()).isCloseTo(0, Offset.offset(bound / 200));
                assertThat(most).isBetween(0.999 * bound, bound * 1.0001);
            }
        }
    }

    private static byte[] trainedWeights(long seed) {
        try (var graph = new TrainingGraph(
                        new Cnn(CnnConfig.NOTEBOOK, PIXELS),
                        PIXELS,
                        AugmentationConfig.NOTEBOOK,
                        AdamConfig.KERAS,
                        SessionConfig.DEFAULT);
                var images = noise();
                var feeds = feeds()) {
            var augmentation = new dev.sulcus.model.Augmentation(AugmentationConfig.NOTEBOOK, PIXELS);
            graph.initialize(seed);
            for (int step = 1; step <= 6; step++) {
                for (int row = 0; row < BATCH; row++) {
                    augmentation.draw(seed, step, row, feeds.transformValues(), row);
                }
                graph.step(images, feeds, 1e-3, seed, step);
            }
            try (Result weights = graph.weights()) {
                return bytes(weights);
            }
        }
    }

    private static TrainingGraph open(Cnn network) {
        return new TrainingGraph(network, PIXELS, AugmentationConfig.NONE, AdamConfig.KERAS, SessionConfig.DEFAULT);
    }

    private static TUint8 noise() {
        byte[] pixels = new byte[BATCH * 64 * 64 * 3];
        new java.util.Random(4).nextBytes(pixels);
        TUint8 images = TUint8.tensorOf(Shape.of(BATCH, 64, 64, 3));
        images.asRawTensor().data().write(pixels);
        return images;
    }

    private static StepFeeds feeds() {
        var feeds = new StepFeeds(BATCH);
        for (int i = 0; i < BATCH; i++) {
            feeds.set(i, i % 2, 1);
        }
        return feeds;
    }

    private static byte[] bytes(Result result) {
        var all = new java.io.ByteArrayOutputStream();
        for (int i = 0; i < result.size(); i++) {
            all.writeBytes(bytes(result, i));
        }
        return all.toByteArray();
    }

    private static byte[] bytes(Result result, int index) {
        var raw = result.get(index).asRawTensor();
        byte[] copy = new byte[(int) raw.numBytes()];
        raw.data().read(copy);
        return copy;
    }
}
