package dev.sulcus.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sulcus.device.SessionConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The gradients that a network writes itself, against those that TensorFlow derives from the pass for use. */
final class WrittenGradients {
    private static final long BATCH = 6;
    /** As training scales a loss for float16; in other types a power of two changes no bit of a mantissa. */
    private static final float SCALE = 1024;

    private WrittenGradients() {}

    /** Of each trainable weight the length of the difference, as a share of the derived gradient's. */
    static void compare(Network network, int height, int width, LayerPolicy policy, double share) {
        try (var graph = new Graph()) {
            Ops tf = Ops.create(graph);
            List<WeightSpec> specs = network.weights();
            List<Operand<TFloat32>> weights = drawn(tf, specs);
            Operand<TFloat32> images = tf.math.mul(
                    tf.random.statelessRandomUniform(
                            tf.constant(new long[] {BATCH, height, width, 3}),
                            tf.constant(new long[] {1, 2}),
                            TFloat32.class),
                    tf.constant(255f));
            images = tf.reshape(images, tf.constant(new int[] {-1, height, width, 3}));
            Forward use = Forward.inference(tf, specs, weights);
            Forward pass = Forward.training(tf, specs, weights, tf.constant(new long[] {3, 4}), layer -> false, policy);
            Operand<TFloat32> plain = loss(tf, network.logits(use, images));
            Operand<TFloat32> loss = tf.math.mul(loss(tf, network.logits(pass, images)), tf.constant(SCALE));
            WrittenGradient written = pass.written();
            int[] indices = IntStream.range(0, specs.size())
                    .filter(i -> written.weights().contains(specs.get(i).path()))
                    .toArray();
            assertThat(indices.length).isEqualTo(written.weights().size()).isPositive();
            Output<?>[] derived = graph.addGradients(
                    plain.asOutput(),
                    IntStream.of(indices)
                            .mapToObj(i -> weights.get(i).asOutput())
                            .toArray(Output<?>[]::new));
            Output<?>[] seam = graph.addGradients(
                    loss.asOutput(), new Output<?>[] {written.output().asOutput()});
            Map<String, Operand<TFloat32>> own = written.gradients().of(seam[0].expect(TFloat32.class));
            assertThat(own.keySet()).isEqualTo(written.weights());
            compare(graph, specs, indices, derived, own, share);
        }
    }

    private static void compare(
            Graph graph,
            List<WeightSpec> specs,
            int[] indices,
            Output<?>[] derived,
            Map<String, Operand<TFloat32>> own,
            double share) {
        try (var session = new Session(graph, SessionConfig.DEFAULT.toProto())) {
            Session.Runner runner = session.runner();
            for (int i = 0; i < indices.length; i++) {
                runner.fetch(derived[i]).fetch(own.get(specs.get(indices[i]).path()));
            }
            try (var result = runner.run()) {
                for (int i = 0; i < indices.length; i++) {
                    float[] expected = floats((TFloat32) result.get(2 * i));
                    float[] actual = unscaled(floats((TFloat32) result.get(2 * i + 1)));
                    double length = distance(expected, new float[expected.length]);
                    assertThat(length).isPositive();
                    assertThat(distance(expected, actual))
                            .as(specs.get(indices[i]).path())
                            .isLessThan(share * length);
                }
            }
        }
    }

    private static Operand<TFloat32> loss(Ops tf, Operand<TFloat32> logits) {
        return tf.math.mean(tf.math.square(tf.math.sub(logits, tf.constant(1f))), tf.constant(0));
    }

    /** Kernels as long as an initialiser makes them, scales and variances about 1, the rest small. */
    private static List<Operand<TFloat32>> drawn(Ops tf, List<WeightSpec> specs) {
        var weights = new ArrayList<Operand<TFloat32>>();
        for (WeightSpec spec : specs) {
            Operand<TFloat32> normal = tf.random.statelessRandomNormal(
                    tf.constant(spec.dims()), tf.constant(new long[] {5, weights.size()}), TFloat32.class);
            float deviation = spec.name().equals("kernel") ? (float) Math.min(0.3, spec.fanOutDeviation()) : 0.1f;
            boolean scale = spec.name().equals("gamma") || spec.name().endsWith("variance");
            weights.add(tf.math.add(tf.math.mul(normal, tf.constant(deviation)), tf.constant(scale ? 1f : 0f)));
        }
        return weights;
    }

    private static float[] unscaled(float[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] /= SCALE;
        }
        return values;
    }

    private static float[] floats(TFloat32 tensor) {
        var data = tensor.asRawTensor().data().asFloats();
        float[] values = new float[(int) data.size()];
        data.read(values);
        return values;
    }

    private static double distance(float[] a, float[] b) {
        double squares = 0;
        for (int i = 0; i < a.length; i++) {
            squares += Math.pow(a[i] - b[i], 2);
        }
        return Math.sqrt(squares);
    }
}
