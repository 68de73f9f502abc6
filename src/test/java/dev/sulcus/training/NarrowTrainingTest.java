package dev.sulcus.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sulcus.device.Precision;
import dev.sulcus.device.SessionConfig;
import dev.sulcus.model.AugmentationConfig;
import dev.sulcus.model.CnnConfig;
import dev.sulcus.model.EfficientNetConfig;
import dev.sulcus.model.NetworkConfig;
import dev.sulcus.pipeline.PixelSpec;
import dev.sulcus.pipeline.Resampling;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Result;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/** In 16 bits, bfloat16 as a CPU computes it fast and float16 as a GPU does, here slowly. */
@Tag("native")
class NarrowTrainingTest {
    private static final PixelSpec PIXELS = new PixelSpec(48, 48, Resampling.AREA);
    private static final int BATCH = 16;
    private static final CnnConfig CNN = new CnnConfig(List.of(8, 16), 32, 0);

    /** EfficientNetB0 in float16 takes a CPU too long; {@link LossScaleTest} has a few of its steps. */
    static Stream<Arguments> narrow() {
        return Stream.of(
                Arguments.of(CNN, Precision.BFLOAT16),
                Arguments.of(CNN, Precision.FLOAT16),
                Arguments.of(new EfficientNetConfig(0, 0), Precision.BFLOAT16));
    }

    @ParameterizedTest
    @MethodSource("narrow")
    void shouldMoveEveryTrainedWeight(NetworkConfig network, Precision precision) {
        try (var graph = open(network, precision);
                var images = spots();
                var feeds = feeds()) {
            graph.initialize(3);
            float[][] before = weights(graph);
            graph.step(images, feeds, 1e-2, 3, 1);
            // A branch that begins silent passes its gradient on from the second step.
            graph.step(images, feeds, 1e-2, 3, 2);
            float[][] after = weights(graph);
            for (int i = 0; i < before.length; i++) {
                if (graph.weightSpecs().get(i).trainable()) {
                    assertThat(after[i])
                            .as(graph.weightSpecs().get(i).path())
                            .isNotEqualTo(before[i])
                            .doesNotContain(Float.NaN);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("narrow")
    void shouldEndWithTheSameBitsWheneverItRunsAgain(NetworkConfig network, Precision precision) {
        assertThat(trained(network, precision, 5)).isDeepEqualTo(trained(network, precision, 5));
    }

    @ParameterizedTest
    @MethodSource("narrow")
    void shouldBeginWithAboutTheLossOfFloat32(NetworkConfig network, Precision precision) {
        double wide = firstLoss(network, Precision.FLOAT32);
        assertThat(firstLoss(network, precision)).isCloseTo(wide, Offset.offset(0.02 * wide));
    }

    @ParameterizedTest
    @EnumSource(names = {"BFLOAT16", "FLOAT16"})
    void shouldNotGiveFloat32sBits(Precision precision) {
        assertThat(trained(CNN, precision, 2)).isNotEqualTo(trained(CNN, Precision.FLOAT32, 2));
    }

    /** Adam's step has the rate's length whatever the gradient's: 40 of them differ by less than a fifth of the way. */
    @ParameterizedTest
    @EnumSource(names = {"BFLOAT16", "FLOAT16"})
    void shouldEndNearFloat32(Precision precision) {
        try (var graph = open(CNN, Precision.FLOAT32)) {
            graph.initialize(7);
            float[][] start = weights(graph);
            float[][] wide = trained(CNN, Precision.FLOAT32, 40);
            float[][] narrow = trained(CNN, precision, 40);
            assertThat(distance(wide, narrow)).isLessThan(0.2 * distance(wide, start));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"BFLOAT16", "FLOAT16"})
    void shouldLearnToTellPicturesApart(Precision precision) {
        try (var graph = open(CNN, precision);
                var images = spots();
                var feeds = feeds()) {
            graph.initialize(7);
            graph.step(images, feeds, 1e-3, 7, 1);
            double first = graph.lastLoss();
            for (int step = 2; step <= 40; step++) {
                graph.step(images, feeds, 1e-3, 7, step);
            }
            assertThat(graph.lastLoss()).isLessThan(0.2 * first);
            assertThat(graph.lastCorrect()).isEqualTo(BATCH);
        }
    }

    private static double firstLoss(NetworkConfig network, Precision precision) {
        try (var graph = open(network, precision);
                var images = spots();
                var feeds = feeds()) {
            graph.initialize(7);
            graph.step(images, feeds, 1e-3, 7, 1);
            return graph.lastLoss();
        }
    }

    private static float[][] trained(NetworkConfig network, Precision precision, int steps) {
        try (var graph = open(network, precision);
                var images = spots();
                var feeds = feeds()) {
            graph.initialize(7);
            for (int step = 1; step <= steps; step++) {
                graph.step(images, feeds, 1e-3, 7, step);
            }
            return weights(graph);
        }
    }

    private static TrainingGraph open(NetworkConfig network, Precision precision) {
        return new TrainingGraph(
                network.build(PIXELS),
                PIXELS,
                AugmentationConfig.NONE,
                AdamConfig.KERAS,
                SessionConfig.DEFAULT.with(precision));
    }

    /** Noise; half the pictures have a bright spot. */
    private static TUint8 spots() {
        byte[] pixels = new byte[BATCH * PIXELS.imageBytes()];
        var random = new Random(4);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) random.nextInt(100);
        }
        for (int image = 1; image < BATCH; image += 2) {
            for (int y = 20; y < 28; y++) {
                for (int x = 20 * 3; x < 28 * 3; x++) {
                    pixels[image * PIXELS.imageBytes() + y * PIXELS.width() * 3 + x] = (byte) 220;
                }
            }
        }
        TUint8 images = TUint8.tensorOf(Shape.of(BATCH, PIXELS.height(), PIXELS.width(), 3));
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

    private static float[][] weights(TrainingGraph graph) {
        try (Result result = graph.weights()) {
            float[][] all = new float[result.size()][];
            for (int i = 0; i < all.length; i++) {
                var values = ((TFloat32) result.get(i)).asRawTensor().data().asFloats();
                all[i] = new float[(int) values.size()];
                values.read(all[i]);
            }
            return all;
        }
    }

    private static double distance(float[][] a, float[][] b) {
        double squares = 0;
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a[i].length; j++) {
                squares += Math.pow(a[i][j] - b[i][j], 2);
            }
        }
        return Math.sqrt(squares);
    }
}
