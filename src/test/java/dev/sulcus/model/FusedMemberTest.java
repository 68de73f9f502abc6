package dev.sulcus.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sulcus.device.NativeBlocks;
import dev.sulcus.device.Precision;
import dev.sulcus.device.ScoringEngine;
import dev.sulcus.device.SessionConfig;
import dev.sulcus.fault.Fault;
import dev.sulcus.pipeline.PixelSpec;
import dev.sulcus.pipeline.Resampling;
import dev.sulcus.support.RandomModels;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TUint8;

/** The fused engine against TensorFlow's session, the reference. */
@Tag("native")
class FusedMemberTest {
    private static final PixelSpec ODD = new PixelSpec(75, 90, Resampling.AREA);
    private static final PixelSpec SQUARE = new PixelSpec(96, 96, Resampling.AREA);

    @TempDir
    Path folder;

    @Test
    void shouldAnswerAsTheSessionDoesForTheCnn() {
        ModelBundle bundle = RandomModels.write(folder.resolve("m"), RandomModels.TINY, ODD, 3, 0);
        float[] expected = score(bundle, Views.PLAIN, ScoringEngine.TENSORFLOW, Precision.FLOAT32, 19);
        assertThat(spread(expected)).isGreaterThan(0.01);
        assertClose(score(bundle, Views.PLAIN, ScoringEngine.FUSED, Precision.FLOAT32, 19), expected, 2e-6);
    }

    @Test
    void shouldAnswerAsTheSessionDoesForEfficientNet() {
        for (PixelSpec pixels : List.of(SQUARE, ODD)) {
            ModelBundle bundle = RandomModels.shipped(folder.resolve("m" + pixels.height()), pixels);
            float[] expected = score(bundle, Views.PLAIN, ScoringEngine.TENSORFLOW, Precision.FLOAT32, 19);
            assertThat(spread(expected)).isGreaterThan(0.05);
            assertClose(score(bundle, Views.PLAIN, ScoringEngine.FUSED, Precision.FLOAT32, 19), expected, 1e-5);
        }
    }

    @Test
    void shouldStayNearWithHalfTheBits() {
        assumeTrue(runsHalves(), "this CPU lacks AVX-512");
        ModelBundle bundle = RandomModels.shipped(folder.resolve("m"), SQUARE);
        float[] expected = score(bundle, Views.PLAIN, ScoringEngine.FUSED, Precision.FLOAT32, 19);
        float[] halves = score(bundle, Views.PLAIN, ScoringEngine.FUSED, Precision.BFLOAT16, 19);
        assertThat(halves).isNotEqualTo(expected);
        assertClose(halves, expected, 0.05);
    }

    @Test
    void shouldSayWhatToUseWhereTheCpuLacksHalves() {
        assumeFalse(runsHalves(), "this CPU has AVX-512");
        ModelBundle bundle = RandomModels.shipped(folder.resolve("m"), SQUARE);
        assertThatThrownBy(() -> score(bundle, Views.PLAIN, ScoringEngine.FUSED, Precision.BFLOAT16, 1))
                .isInstanceOf(Fault.class)
                .hasMessage("the fused engine has no bfloat16 on this CPU, which lacks AVX-512: use float32");
    }

    @Test
    void shouldAnswerTheSameForAnyBatch() {
        ModelBundle bundle = RandomModels.shipped(folder.resolve("m"), SQUARE);
        float[] all = score(bundle, Views.PLAIN, ScoringEngine.FUSED, Precision.FLOAT32, 19);
        float[] few = score(bundle, Views.PLAIN, ScoringEngine.FUSED, Precision.FLOAT32, 3);
        float[] one = score(bundle, Views.PLAIN, ScoringEngine.FUSED, Precision.FLOAT32, 1);
        assertClose(few, Arrays.copyOf(all, 3), 2e-6);
        assertClose(one, Arrays.copyOf(all, 1), 2e-6);
    }

    @Test
    void shouldAnswerTheSameBitsTwice() {
        ModelBundle bundle = RandomModels.shipped(folder.resolve("m"), SQUARE);
        float[] first = score(bundle, Views.PLAIN, ScoringEngine.FUSED, Precision.FLOAT32, 19);
        float[] second = score(bundle, Views.PLAIN, ScoringEngine.FUSED, Precision.FLOAT32, 19);
        assertThat(second).isEqualTo(first);
    }

    @Test
    void shouldMirrorAsTheSessionDoes() {
        ModelBundle bundle = RandomModels.write(folder.resolve("m"), RandomModels.TINY, ODD, 3, 0);
        float[] expected = score(bundle, Views.FLIP, ScoringEngine.TENSORFLOW, Precision.FLOAT32, 5);
        assertClose(score(bundle, Views.FLIP, ScoringEngine.FUSED, Precision.FLOAT32, 5), expected, 2e-6);
    }

    @Test
    void shouldGiveBackItsMemory() {
        ModelBundle bundle = RandomModels.write(folder.resolve("m"), RandomModels.TINY, ODD, 3, 0);
        long before = NativeBlocks.liveBytes();
        score(bundle, Views.FLIP, ScoringEngine.FUSED, Precision.FLOAT32, 19);
        assertThat(NativeBlocks.liveBytes()).isEqualTo(before);
    }

    private static double spread(float[] values) {
        float[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length - 1] - sorted[0];
    }

    private static void assertClose(float[] actual, float[] expected, double within) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < actual.length; i++) {
            assertThat((double) actual[i])
                    .as("picture %d", i)
                    .isCloseTo(expected[i], org.assertj.core.data.Offset.offset(within));
        }
    }

    private static boolean runsHalves() {
        return Classifier.obstacle(ScoringEngine.FUSED, Precision.BFLOAT16).isEmpty();
    }

    private static float[] score(
            ModelBundle bundle, Views views, ScoringEngine engine, Precision precision, int count) {
        PixelSpec pixels = bundle.spec().pixels();
        SessionConfig config = SessionConfig.DEFAULT.with(precision);
        try (Classifier classifier = Classifier.open(List.of(bundle), views, config, engine);
                TUint8 batch = TUint8.tensorOf(Shape.of(count, pixels.height(), pixels.width(), PixelSpec.CHANNELS))) {
            assertThat(classifier.fused()).isEqualTo(engine == ScoringEngine.FUSED);
            byte[] picture = new byte[pixels.imageBytes()];
            for (int i = 0; i < count; i++) {
                new Random(i).nextBytes(picture);
                for (int k = 0; k < picture.length; k++) { // from dark to light, each its own noise
                    picture[k] = (byte) ((picture[k] & 0xff) * (i + 1) / 19);
                }
                batch.asRawTensor().data().offset((long) i * picture.length).write(picture);
            }
            float[] out = new float[count];
            assertThat(classifier.score(batch, out, 0)).isEqualTo(count);
            return out;
        }
    }
}
