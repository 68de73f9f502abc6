package dev.sulcus.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sulcus.device.Precision;
import dev.sulcus.pipeline.PixelSpec;
import dev.sulcus.pipeline.Resampling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/**
 * The gradients of a few weights of each block against a finite difference along it: where the derivative is
 * greatest, so that float32 can measure it; 1e-3 of slack for the shifts that the next normalisation takes back. Batch normalisation by the batch's own statistics.
 */
@Tag("native")
class EfficientNetGradientTest {
    private static final PixelSpec PIXELS = new PixelSpec(64, 64, Resampling.AREA);
    private static final int BATCH = 4;

    private final EfficientNet network = new EfficientNet(new EfficientNetConfig(0, 0), PIXELS);
    private final List<WeightSpec> specs = network.weights();
    private final Graph graph = new Graph();
    private final Ops tf = Ops.create(graph);
    private final List<Placeholder<TFloat32>> feeds = new ArrayList<>();
    private final List<TFloat32> values = new ArrayList<>();
    private LayerPolicy policy;
    private Forward pass;

    @AfterEach
    void close() {
        values.forEach(TFloat32::close);
        graph.close();
    }

    @Test
    void shouldAgreeWithFiniteDifferencesInEveryBlock() {
        policy = LayerPolicy.onCpu(Precision.FLOAT32);
        compare();
    }

    @Test
    void shouldAgreeByTheOperationsOfADeterministicGpuToo() {
        policy = LayerPolicy.onGpu(Precision.FLOAT32, true);
        compare();
    }

    private void compare() {
        specs.forEach(spec -> feeds.add(tf.placeholder(TFloat32.class, Placeholder.shape(spec.shape()))));
        drawWeights();
        Operand<TFloat32> loss = loss();
        int[] trainable = IntStream.range(0, specs.size())
                .filter(i -> specs.get(i).trainable() && i % 4 == 0 || i >= specs.size() - 2)
                .toArray();
        Output<?>[] gradients = gradients(loss, trainable);
        try (Session session = new Session(graph);
                Result analytic = gradients(session, gradients)) {
            for (int i = 0; i < trainable.length; i++) {
                float[] gradient = floats((TFloat32) analytic.get(i));
                double length = length(gradient);
                WeightSpec spec = specs.get(trainable[i]);
                assertThat(length).as(spec.path() + " receives a gradient").isPositive();
                double measured = slope(session, loss, trainable[i], gradient, length);
                assertThat(measured).as(spec.path()).isCloseTo(length, Offset.offset(0.04 * length + 1e-3));
            }
        }
    }

    /** (loss(w + h·u) - loss(w - h·u)) / 2h along the gradient's unit vector u; should be the gradient's length. */
    private double slope(Session session, Operand<TFloat32> loss, int index, float[] gradient, double length) {
        float[] before = floats(values.get(index));
        double h = Math.min(0.02 * length(before) + 1e-3, 0.02 / length); // the loss moves by at most 0.04
        double up = moved(session, loss, index, before, gradient, h / length);
        double down = moved(session, loss, index, before, gradient, -h / length);
        values.get(index).asRawTensor().data().asFloats().write(before);
        return (up - down) / (2 * h);
    }

    private double moved(
            Session session, Operand<TFloat32> loss, int index, float[] before, float[] gradient, double by) {
        float[] after = before.clone();
        for (int i = 0; i < after.length; i++) {
            after[i] += (float) (by * gradient[i]);
        }
        values.get(index).asRawTensor().data().asFloats().write(after);
        try (Result result = runner(session).fetch(loss).run()) {
            return ((TFloat32) result.get(0)).getFloat();
        }
    }

    /** Of the head as TensorFlow derives them, of the rest as the network writes them. */
    private Output<?>[] gradients(Operand<TFloat32> loss, int[] indices) {
        WrittenGradient written = pass.written();
        int[] derived = Arrays.stream(indices)
                .filter(i -> !written.weights().contains(specs.get(i).path()))
                .toArray();
        Stream<Output<?>> head =
                Arrays.stream(derived).mapToObj(i -> feeds.get(i).asOutput());
        Output<?>[] found = graph.addGradients(
                loss.asOutput(),
                Stream.concat(head, Stream.of(written.output().asOutput())).toArray(Output<?>[]::new));
        var byPath = new HashMap<String, Operand<TFloat32>>(
                written.gradients().of(found[derived.length].expect(TFloat32.class)));
        for (int i = 0; i < derived.length; i++) {
            byPath.put(specs.get(derived[i]).path(), found[i].expect(TFloat32.class));
        }
        return Arrays.stream(indices)
                .mapToObj(i -> byPath.get(specs.get(i).path()).asOutput())
                .toArray(Output<?>[]::new);
    }

    private Result gradients(Session session, Output<?>[] gradients) {
        Session.Runner runner = runner(session);
        for (Output<?> gradient : gradients) {
            runner.fetch(gradient);
        }
        return runner.run();
    }

    private Session.Runner runner(Session session) {
        Session.Runner runner = session.runner();
        for (int i = 0; i < feeds.size(); i++) {
            runner.feed(feeds.get(i), values.get(i));
        }
        return runner;
    }

    /** A loss that is near 1 and has a slope everywhere. */
    private Operand<TFloat32> loss() {
        var random = new Random(3);
        float[] noise = new float[BATCH * PIXELS.imageBytes()];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = random.nextInt(256);
        }
        Operand<TFloat32> images = tf.reshape(tf.constant(noise), tf.constant(new long[] {BATCH, 64, 64, 3}));
        pass = Forward.training(tf, specs, feeds, tf.constant(new long[] {1, 1}), layer -> true, policy);
        Operand<TFloat32> logits = network.logits(pass, images);
        Operand<TFloat32> labels = tf.constant(new float[] {0, 1, 1, 0});
        return tf.math.mean(tf.math.sub(tf.math.softplus(logits), tf.math.mul(logits, labels)), tf.constant(0));
    }

    /** Near what a trained network has; residual branches must not be silent. */
    private void drawWeights() {
        var random = new Random(5);
        for (WeightSpec spec : specs) {
            float[] drawn = new float[(int) spec.count()];
            for (int i = 0; i < drawn.length; i++) {
                drawn[i] = switch (spec.name()) {
                    case "kernel" -> (float) (random.nextGaussian() * Math.min(spec.fanOutDeviation(), 0.3));
                    case "gamma" -> 0.5f + random.nextFloat();
                    case "mean" -> 0.45f;
                    case "variance", "moving_variance" -> 0.05f + random.nextFloat();
                    default -> 0.1f * (float) random.nextGaussian();
                };
            }
            TFloat32 tensor = TFloat32.tensorOf(Shape.of(spec.dims()));
            tensor.asRawTensor().data().asFloats().write(drawn);
            values.add(tensor);
        }
    }

    private static float[] floats(TFloat32 tensor) {
        var data = tensor.asRawTensor().data().asFloats();
        float[] out = new float[Math.toIntExact(data.size())];
        data.read(out);
        return out;
    }

    private static double length(float[] values) {
        double square = 0;
        for (float value : values) {
            square += (double) value * value;
        }
        return Math.sqrt(square);
    }
}
