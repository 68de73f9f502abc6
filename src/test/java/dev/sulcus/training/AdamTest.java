package dev.sulcus.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sulcus.device.SessionConfig;
import dev.sulcus.fault.Fault;
import dev.sulcus.model.AugmentationConfig;
import dev.sulcus.model.Cnn;
import dev.sulcus.model.CnnConfig;
import dev.sulcus.model.WeightSpec;
import dev.sulcus.pipeline.PixelSpec;
import dev.sulcus.pipeline.Resampling;
import dev.sulcus.reference.AdamReference;
import java.util.List;
import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.Result;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

@Tag("native")
class AdamTest {
    private static final PixelSpec PIXELS = new PixelSpec(16, 16, Resampling.AREA);
    private static final int[] LABELS = {1, 0, 1, 1, 0};
    private static final double[] CLASS_WEIGHTS = {1.2848, 0.8185};
    // What float32 costs: TensorFlow's 1 - 0.999f alone is 1.3e-5 off.
    private static final Offset<Double> VALUE = Offset.offset(2e-5);
    private static final Percentage SECOND_MOMENT = Percentage.withPercentage(0.1);

    /**
     * Black pictures and zero biases: every hidden unit is 0, so the last bias alone has a gradient, known in closed
     * form: the mean of w (σ(b) - y).
     */
    @ParameterizedTest
    @CsvSource({"0.9, 0.999, 1e-7", "0.5, 0.9, 1e-3", "0, 0.99, 1e-7"})
    void shouldFollowKerasFormulaForTwentySteps(double beta1, double beta2, double epsilon) {
        var config = new AdamConfig(0.05, beta1, beta2, epsilon);
        var reference = new AdamReference(beta1, beta2, epsilon, 0);
        try (var graph = new TrainingGraph(
                        new Cnn(new CnnConfig(List.of(4), 8, 0), PIXELS),
                        PIXELS,
                        AugmentationConfig.NONE,
                        config,
                        SessionConfig.DEFAULT);
                var black = black();
                var feeds = feeds()) {
            graph.initialize(1);
            for (int step = 1; step <= 20; step++) {
                double rate = step <= 10 ? 0.05 : 0.01; // a cut keeps moments and step
                double gradient = gradient(reference.value());
                reference.step(gradient, rate);
                graph.step(black, feeds, rate, 1, step);
                assertThat(last(graph, "bias")).isCloseTo(reference.value(), VALUE);
                assertThat(last(graph, "bias_m")).isCloseTo(reference.firstMoment(), VALUE);
                assertThat(last(graph, "bias_v")).isCloseTo(reference.secondMoment(), SECOND_MOMENT);
            }
        }
    }

    @Test
    void shouldRefuseSettingsOutsideTheirRanges() {
        assertRefused("learningRate is 0.0", 0, 0.9, 0.999, 1e-7);
        assertRefused("learningRate is NaN", Double.NaN, 0.9, 0.999, 1e-7);
        assertRefused("beta1 is 1.0", 1e-3, 1, 0.999, 1e-7);
        assertRefused("beta2 is -0.1", 1e-3, 0.9, -0.1, 1e-7);
        assertRefused("epsilon is 0.0", 1e-3, 0.9, 0.999, 0);
    }

    private static void assertRefused(String message, double rate, double beta1, double beta2, double epsilon) {
        assertThatThrownBy(() -> new AdamConfig(rate, beta1, beta2, epsilon))
                .isInstanceOf(Fault.class)
                .hasMessageStartingWith(message);
    }

    private static double gradient(double bias) {
        double sum = 0;
        for (int label : LABELS) {
            sum += CLASS_WEIGHTS[label] * (1 / (1 + Math.exp(-bias)) - label);
        }
        return sum / LABELS.length;
    }

    private static TUint8 black() {
        TUint8 images = TUint8.tensorOf(Shape.of(LABELS.length, 16, 16, 3));
        images.asRawTensor().data().write(new byte[LABELS.length * PIXELS.imageBytes()]);
        return images;
    }

    private static StepFeeds feeds() {
        var feeds = new StepFeeds(LABELS.length);
        for (int i = 0; i < LABELS.length; i++) {
            feeds.set(i, LABELS[i], CLASS_WEIGHTS[LABELS[i]]);
        }
        return feeds;
    }

    private static double last(TrainingGraph graph, String name) {
        List<String> paths = graph.stateSpecs().stream().map(WeightSpec::path).toList();
        try (Result state = graph.state()) {
            return ((TFloat32) state.get(paths.indexOf("dense_1/" + name))).getFloat(0);
        }
    }
}
