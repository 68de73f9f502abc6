package dev.sulcus.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sulcus.device.Precision;
import dev.sulcus.device.SessionConfig;
import dev.sulcus.pipeline.PixelSpec;
import dev.sulcus.pipeline.Resampling;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The gradients that the network writes itself, against those that TensorFlow derives from the plain forward pass. */
@Tag("native")
class CnnTrainingTest {
    private static final PixelSpec PIXELS = new PixelSpec(33, 38, Resampling.AREA);
    private static final Network NETWORK = new Cnn(new CnnConfig(List.of(5, 7, 6), 9, 0), PIXELS);

    @Test
    void shouldWriteTheGradientsThatTensorFlowDerives() {
        compare(Precision.FLOAT32, 1e-5);
    }

    @Test
    void shouldWriteThemWithinTheRoundingOfBfloat16() {
        compare(Precision.BFLOAT16, 0.1);
    }

    /** Each by the length of the difference, as a share of the derived gradient's. */
    private static void compare(Precision precision, double share) {
        try (var graph = new Graph()) {
            Ops tf = Ops.create(graph);
            List<Operand<TFloat32>> weights = drawn(tf);
            Operand<TFloat32> images = tf.math.mul(
                    tf.random.statelessRandomUniform(
                            tf.constant(new long[] {6, 33, 38, 3}), tf.constant(new long[] {1, 2}), TFloat32.class),
                    tf.constant(255f));
            Forward plain = Forward.inference(tf, NETWORK.weights(), weights);
            Forward training = Forward.training(
                    tf, NETWORK.weights(), weights, tf.constant(new long[] {3, 4}), layer -> true, precision);
            Operand<TFloat32> plainLoss = loss(tf, NETWORK.logits(plain, images));
            Operand<TFloat32> loss = loss(tf, NETWORK.logits(training, images));
            WrittenGradient written = training.written();
            Output<?>[] derived = graph.addGradients(
                    plainLoss.asOutput(),
                    weights.stream().map(Operand::asOutput).toArray(Output<?>[]::new));
            Output<?>[] seam = graph.addGradients(
                    loss.asOutput(), new Output<?>[] {written.output().asOutput()});
            Map<String, Operand<TFloat32>> own = written.gradients().of(seam[0].expect(TFloat32.class));
            assertThat(own.keySet()).isEqualTo(written.weights()).hasSize(8);
            try (var session = new Session(graph, SessionConfig.DEFAULT.toProto())) {
                for (int i = 0; i < 8; i++) {
                    String path = NETWORK.weights().get(i).path();
                    float[] expected = fetch(session, derived[i].expect(TFloat32.class));
                    float[] actual = fetch(session, own.get(path));
                    assertThat(distance(expected, actual))
                            .as(path)
                            .isLessThan(share * distance(expected, new float[expected.length]));
                }
            }
        }
    }

    private static Operand<TFloat32> loss(Ops tf, Operand<TFloat32> logits) {
        return tf.math.mean(tf.math.square(tf.math.sub(logits, tf.constant(1f))), tf.constant(0));
    }

    private static List<Operand<TFloat32>> drawn(Ops tf) {
        var weights = new ArrayList<Operand<TFloat32>>();
        for (WeightSpec spec : NETWORK.weights()) {
            Operand<TFloat32> normal = tf.random.statelessRandomNormal(
                    tf.constant(spec.dims()), tf.constant(new long[] {5, weights.size()}), TFloat32.class);
            weights.add(tf.math.mul(normal, tf.constant(0.2f)));
        }
        return weights;
    }

    private static float[] fetch(Session session, Operand<TFloat32> operand) {
        try (var result = session.runner().fetch(operand).run()) {
            var data = ((TFloat32) result.get(0)).asRawTensor().data().asFloats();
            float[] values = new float[(int) data.size()];
            data.read(values);
            return values;
        }
    }

    private static double distance(float[] a, float[] b) {
        double squares = 0;
        for (int i = 0; i < a.length; i++) {
            squares += Math.pow(a[i] - b[i], 2);
        }
        return Math.sqrt(squares);
    }
}
