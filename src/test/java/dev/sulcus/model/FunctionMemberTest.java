package dev.sulcus.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sulcus.device.NativeBlock;
import dev.sulcus.device.NativeBlocks;
import dev.sulcus.device.Precision;
import dev.sulcus.device.ScoringEngine;
import dev.sulcus.device.SessionConfig;
import dev.sulcus.fault.Fault;
import dev.sulcus.pipeline.PixelSpec;
import dev.sulcus.pipeline.Resampling;
import dev.sulcus.support.RandomModels;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TUint8;

/** The function over memory of ours against TensorFlow's session, the reference; both on the processor. */
@Tag("native")
class FunctionMemberTest {
    private static final PixelSpec ODD = new PixelSpec(75, 90, Resampling.AREA);
    private static final PixelSpec SQUARE = new PixelSpec(96, 96, Resampling.AREA);
    private static final int PICTURES = 7;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Views.class)
    void shouldAnswerAsTheSessionDoesForTheCnn(Views views) {
        ModelBundle bundle = RandomModels.write(folder.resolve("m"), RandomModels.TINY, ODD, 3, 0);
        float[] expected = score(bundle, views, ScoringEngine.TENSORFLOW, Precision.FLOAT32);
        assertThat(expected[0]).isNotEqualTo(expected[PICTURES - 1]);
        assertThat(score(bundle, views, ScoringEngine.FUNCTION, Precision.FLOAT32))
                .containsExactly(expected, Offset.offset(1e-6f));
    }

    @Test
    void shouldAnswerAsTheSessionDoesForEfficientNet() {
        for (PixelSpec pixels : List.of(SQUARE, ODD)) {
            ModelBundle bundle = RandomModels.shipped(folder.resolve("m" + pixels.height()), pixels);
            float[] expected = score(bundle, Views.PLAIN, ScoringEngine.TENSORFLOW, Precision.FLOAT32);
            assertThat(expected[PICTURES - 1]).isNotCloseTo(expected[0], Offset.offset(0.01f));
            assertThat(score(bundle, Views.PLAIN, ScoringEngine.FUNCTION, Precision.FLOAT32))
                    .containsExactly(expected, Offset.offset(1e-6f));
        }
    }

    @Test
    void shouldAnswerAsTheSessionDoesForLogisticRegression() {
        ModelBundle bundle = RandomModels.logistic(folder.resolve("m"), ODD, 5);
        float[] expected = score(bundle, Views.FLIP, ScoringEngine.TENSORFLOW, Precision.FLOAT32);
        assertThat(expected[PICTURES - 1]).isNotEqualTo(expected[0]);
        assertThat(score(bundle, Views.FLIP, ScoringEngine.FUNCTION, Precision.FLOAT32))
                .containsExactly(expected, Offset.offset(1e-6f));
    }

    @Test
    void shouldStayNearWithHalfTheBits() {
        ModelBundle bundle = RandomModels.shipped(folder.resolve("m"), SQUARE);
        float[] expected = score(bundle, Views.PLAIN, ScoringEngine.FUNCTION, Precision.FLOAT32);
        float[] brain = score(bundle, Views.PLAIN, ScoringEngine.FUNCTION, Precision.BFLOAT16);
        assertThat(brain).isNotEqualTo(expected).containsExactly(expected, Offset.offset(0.05f));
        float[] half = score(bundle, Views.PLAIN, ScoringEngine.FUNCTION, Precision.FLOAT16);
        assertThat(half).isNotEqualTo(expected).containsExactly(expected, Offset.offset(0.01f));
    }

    @Test
    void shouldReadMemoryThatItIsLentAndLeaveItAsItWas() {
        ModelBundle bundle = RandomModels.tiny(folder.resolve("m"), 1);
        PixelSpec pixels = RandomModels.PIXELS;
        try (FunctionMember member = FunctionMember.open(bundle, Views.FLIP, SessionConfig.DEFAULT);
                NativeBlock block = NativeBlock.allocate("test", 5L * pixels.imageBytes() + 64);
                TUint8 batch = noise(pixels, 5)) {
            byte[] bytes = new byte[5 * pixels.imageBytes()];
            batch.asRawTensor().data().read(bytes);
            long address = (block.address() + 63) / 64 * 64;
            block.buffer().put(Math.toIntExact(address - block.address()), bytes);
            float[] expected = new float[5];
            member.score(batch, expected, 0);
            float[] lent = new float[6];
            assertThat(member.score(address, 5, lent, 1)).isEqualTo(5);
            assertThat(lent).startsWith(0f, expected[0]).endsWith(expected[4]);
            byte[] after = new byte[bytes.length];
            block.buffer().get(Math.toIntExact(address - block.address()), after);
            assertThat(after).isEqualTo(bytes);
        }
    }

    @Test
    void shouldGrowByNothingOverTwoHundredBatches() {
        ModelBundle bundle = RandomModels.tiny(folder.resolve("m"), 1);
        int outside = NativeBlocks.liveBlocks();
        try (FunctionMember member = FunctionMember.open(bundle, Views.FLIP, SessionConfig.DEFAULT);
                TUint8 batch = noise(RandomModels.PIXELS, 3)) {
            float[] out = new float[3];
            member.score(batch, out, 0);
            int blocks = NativeBlocks.liveBlocks();
            long pointers = Pointer.totalCount();
            for (int i = 0; i < 200; i++) {
                member.score(batch, out, 0);
            }
            assertThat(NativeBlocks.liveBlocks())
                    .as(String.join("\n", NativeBlocks.describeLive()))
                    .isEqualTo(blocks);
            assertThat(Pointer.totalCount()).isLessThanOrEqualTo(pointers);
        }
        assertThat(NativeBlocks.liveBlocks()).isEqualTo(outside);
    }

    @Test
    void shouldFreeEverythingWhenACallFailsInTheMiddle() {
        ModelBundle bundle = RandomModels.tiny(folder.resolve("m"), 1);
        try (FunctionMember member = FunctionMember.open(bundle, Views.PLAIN, SessionConfig.DEFAULT);
                TUint8 batch = noise(RandomModels.PIXELS, 3)) {
            int before = NativeBlocks.liveBlocks();
            float[] tooShort = new float[2]; // the answer is there, and can't be taken
            assertThatThrownBy(() -> member.score(batch, tooShort, 0)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThat(NativeBlocks.liveBlocks()).isEqualTo(before);
            float[] out = new float[3];
            assertThat(member.score(batch, out, 0)).isEqualTo(3);
        }
    }

    @Test
    void shouldRefusePicturesOfAnotherSizeAndMemoryThatIsNotAligned() {
        ModelBundle bundle = RandomModels.tiny(folder.resolve("m"), 1);
        try (FunctionMember member = FunctionMember.open(bundle, Views.PLAIN, SessionConfig.DEFAULT);
                TUint8 batch = noise(ODD, 1)) {
            int before = NativeBlocks.liveBlocks();
            assertThatThrownBy(() -> member.score(batch, new float[1], 0))
                    .isInstanceOf(Fault.class)
                    .hasMessageContaining("scoring a batch: pictures of 75×90");
            assertThatThrownBy(() -> member.score(64L * 1000 + 8, 1, new float[1], 0))
                    .isInstanceOf(Fault.class)
                    .hasMessageContaining("multiple of 64");
            assertThat(NativeBlocks.liveBlocks()).isEqualTo(before);
        }
    }

    private static float[] score(ModelBundle bundle, Views views, ScoringEngine engine, Precision precision) {
        SessionConfig config = SessionConfig.DEFAULT.with(precision);
        try (Classifier classifier = Classifier.open(List.of(bundle), views, config, engine);
                TUint8 batch = noise(bundle.spec().pixels(), PICTURES)) {
            float[] out = new float[PICTURES];
            assertThat(classifier.score(batch, out, 0)).isEqualTo(PICTURES);
            return out;
        }
    }

    /** From dark to light, each its own noise. */
    static TUint8 noise(PixelSpec pixels, int count) {
        TUint8 batch = TUint8.tensorOf(Shape.of(count, pixels.height(), pixels.width(), PixelSpec.CHANNELS));
        byte[] picture = new byte[pixels.imageBytes()];
        for (int i = 0; i < count; i++) {
            new Random(i).nextBytes(picture);
            for (int k = 0; k < picture.length; k++) {
                picture[k] = (byte) ((picture[k] & 0xff) * (i + 1) / count);
            }
            batch.asRawTensor().data().offset((long) i * picture.length).write(picture);
        }
        return batch;
    }
}
