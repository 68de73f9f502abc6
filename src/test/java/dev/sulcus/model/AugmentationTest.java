package dev.sulcus.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sulcus.artefact.Json;
import dev.sulcus.pipeline.PixelSpec;
import dev.sulcus.pipeline.Resampling;
import dev.sulcus.support.Golden;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.ndarray.buffer.FloatDataBuffer;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

@Tag("native")
class AugmentationTest {
    private static final PixelSpec SQUARE = new PixelSpec(96, 96, Resampling.AREA);
    private static final int VALUES = 96 * 96 * 3;
    private static final JsonNode CASES = Json.read(Golden.resource("augment/cases.json"), JsonNode.class);

    @ParameterizedTest
    @MethodSource("cases")
    void shouldGiveKerasPicture(int index) {
        JsonNode c = CASES.get(index);
        float[] expected = Golden.floats(Golden.resource("augment/expected.bin"));
        FloatDataBuffer transform = DataBuffers.ofFloats(8);
        new Augmentation(AugmentationConfig.NOTEBOOK, SQUARE)
                .compose(
                        Math.toRadians(c.get("theta_degrees").doubleValue()),
                        c.get("tx").doubleValue(),
                        c.get("ty").doubleValue(),
                        Math.toRadians(c.get("shear_degrees").doubleValue()),
                        c.get("zx").doubleValue(),
                        c.get("zy").doubleValue(),
                        c.get("flip_horizontal").booleanValue(),
                        transform,
                        0);
        float[] actual = apply(c.get("image").intValue(), transform);
        long near = IntStream.range(0, VALUES)
                .filter(i -> Math.abs(actual[i] - expected[index * VALUES + i]) <= 1)
                .count();
        assertThat(near / (double) VALUES).isGreaterThanOrEqualTo(0.995);
    }

    @Test
    void shouldDependOnSeedEpochAndImageAlone() {
        var augmentation = new Augmentation(AugmentationConfig.NOTEBOOK, SQUARE);
        FloatDataBuffer forward = DataBuffers.ofFloats(80);
        FloatDataBuffer backward = DataBuffers.ofFloats(80);
        for (int i = 0; i < 10; i++) {
            augmentation.draw(7, 3, i, forward, i);
        }
        for (int i = 9; i >= 0; i--) {
            augmentation.draw(7, 3, i, backward, i);
        }
        assertThat(forward).isEqualTo(backward);
        augmentation.draw(7, 4, 0, backward, 0);
        assertThat(forward.getFloat(2)).isNotEqualTo(backward.getFloat(2));
    }

    @Test
    void shouldStayInsideItsRangesAndFlipHalfOfThePictures() {
        var augmentation = new Augmentation(new AugmentationConfig(0, 0.1, 0.2, 0, 0, true), SQUARE);
        FloatDataBuffer out = DataBuffers.ofFloats(8);
        int flipped = 0;
        for (int i = 0; i < 2000; i++) {
            augmentation.draw(1, 1, i, out, 0);
            boolean flip = out.getFloat(0) < 0;
            flipped += flip ? 1 : 0;
            float columns = out.getFloat(2) - (flip ? 95 : 0);
            assertThat(columns).isBetween(-0.2f * 96 - 1e-3f, 0.2f * 96 + 1e-3f); // height_shift_range moves columns
            assertThat(out.getFloat(5)).isBetween(-0.1f * 96 - 1e-3f, 0.1f * 96 + 1e-3f);
        }
        assertThat(flipped).isBetween(900, 1100);
    }

    @Test
    void shouldKeepTheCentreOfPicturesThatAreNotSquare() {
        var augmentation = new Augmentation(AugmentationConfig.NOTEBOOK, new PixelSpec(64, 100, Resampling.AREA));
        FloatDataBuffer out = DataBuffers.ofFloats(8);
        augmentation.compose(0.3, 0, 0, 0, 1.1, 0.9, false, out, 0);
        float column = out.getFloat(0) * 49.5f + out.getFloat(1) * 31.5f + out.getFloat(2);
        float row = out.getFloat(3) * 49.5f + out.getFloat(4) * 31.5f + out.getFloat(5);
        assertThat(column).isCloseTo(49.5f, org.assertj.core.data.Offset.offset(1e-4f));
        assertThat(row).isCloseTo(31.5f, org.assertj.core.data.Offset.offset(1e-4f));
    }

    static IntStream cases() {
        return IntStream.range(0, CASES.size());
    }

    private static float[] apply(int image, FloatDataBuffer transform) {
        byte[] input = Golden.bytes(Golden.resource("augment/input_u8.bin"));
        try (Graph graph = new Graph();
                Session session = new Session(graph);
                TUint8 images = TUint8.tensorOf(Shape.of(1, 96, 96, 3));
                TFloat32 transforms = TFloat32.tensorOf(Shape.of(1, 8), transform)) {
            images.asRawTensor().data().write(input, image * VALUES, VALUES);
            Ops tf = Ops.create(graph);
            var in = Preprocessing.input(tf, SQUARE);
            var moves = tf.placeholder(TFloat32.class);
            var out = new Augmentation(AugmentationConfig.NOTEBOOK, SQUARE)
                    .apply(tf, Preprocessing.asFloat(tf, in), moves);
            try (var result = session.runner()
                    .feed(in, images)
                    .feed(moves, transforms)
                    .fetch(out)
                    .run()) {
                float[] values = new float[VALUES];
                ((TFloat32) result.get(0)).asRawTensor().data().asFloats().read(values);
                return values;
            }
        }
    }
}
