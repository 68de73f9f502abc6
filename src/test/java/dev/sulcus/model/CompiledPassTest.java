package dev.sulcus.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sulcus.device.SessionConfig;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

@Tag("native")
class CompiledPassTest {
    private static final int PLACES = 7 * 5 * 3;

    @Test
    void shouldComputeSwishAndItsGradient() {
        float[] x = values(2 * PLACES, 12);
        float[] gradient = values(2 * PLACES, 3);
        float[][] found = run(x, gradient);
        for (int i = 0; i < x.length; i++) {
            double share = 1 / (1 + Math.exp(-x[i]));
            assertThat((double) found[0][i]).isCloseTo(x[i] * share, within(1e-5));
            double slope = share + x[i] * share * (1 - share);
            assertThat((double) found[1][i]).isCloseTo(gradient[i] * slope, within(1e-5));
            assertThat((double) found[2][i]).isCloseTo(gradient[i] * x[i] + gradient[i], within(1e-4));
        }
    }

    @Test
    void shouldGiveTheSameBitsEveryTimeAndInEverySizeOfBatch() {
        float[] x = values(3 * PLACES, 12);
        float[] gradient = values(3 * PLACES, 3);
        float[][] three = run(x, gradient);
        float[] firstX = java.util.Arrays.copyOf(x, PLACES);
        float[][] one = run(firstX, java.util.Arrays.copyOf(gradient, PLACES));
        assertThat(run(x, gradient)).isDeepEqualTo(three);
        for (int output = 0; output < one.length; output++) {
            assertThat(java.util.Arrays.copyOf(three[output], PLACES)).isEqualTo(one[output]);
        }
    }

    @Test
    void shouldPayFromItsLeastOn() {
        try (var graph = new Graph()) {
            Ops tf = Ops.create(graph);
            Operand<TFloat32> x = input(tf);
            assertThat(new CompiledPass(tf, PLACES).pays(x)).isTrue();
            assertThat(new CompiledPass(tf, PLACES + 1).pays(x)).isFalse();
            assertThat(new CompiledPass(tf, LayerPolicy.NEVER).pays(x)).isFalse();
        }
    }

    private static Placeholder<TFloat32> input(Ops tf) {
        return tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(Shape.UNKNOWN_SIZE, 7, 5, 3)));
    }

    /** Swish, its gradient, and x · gradient + gradient. */
    private static float[][] run(float[] x, float[] gradient) {
        try (var graph = new Graph()) {
            Ops tf = Ops.create(graph);
            Placeholder<TFloat32> first = input(tf);
            Placeholder<TFloat32> second = input(tf);
            var passes = new CompiledPass(tf, 1);
            Operand<TFloat32> swish = passes.swish(first);
            Operand<TFloat32> slope = passes.swishGradient(first, second, tf.constant(1f));
            Operand<TFloat32> scaled = passes.scaled(first, second, second);
            try (var session = new Session(graph, SessionConfig.DEFAULT.toProto());
                    TFloat32 one = tensor(x);
                    TFloat32 two = tensor(gradient);
                    var result = session.runner()
                            .feed(first, one)
                            .feed(second, two)
                            .fetch(swish)
                            .fetch(slope)
                            .fetch(scaled)
                            .run()) {
                return IntStream.range(0, 3)
                        .mapToObj(i -> floats((TFloat32) result.get(i)))
                        .toArray(float[][]::new);
            }
        }
    }

    private static TFloat32 tensor(float[] values) {
        TFloat32 tensor = TFloat32.tensorOf(Shape.of(values.length / PLACES, 7, 5, 3));
        tensor.asRawTensor().data().asFloats().write(values);
        return tensor;
    }

    private static float[] floats(TFloat32 tensor) {
        float[] values = new float[Math.toIntExact(tensor.size())];
        tensor.asRawTensor().data().asFloats().read(values);
        return values;
    }

    private static float[] values(int count, double reach) {
        var random = new java.util.Random(count);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (random.nextGaussian() * reach / 3);
        }
        return values;
    }
}
