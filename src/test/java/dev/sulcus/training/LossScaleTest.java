package dev.sulcus.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sulcus.device.Precision;
import dev.sulcus.device.SessionConfig;
import dev.sulcus.model.AugmentationConfig;
import dev.sulcus.model.CnnConfig;
import dev.sulcus.model.EfficientNetConfig;
import dev.sulcus.model.NetworkConfig;
import dev.sulcus.model.WeightSpec;
import dev.sulcus.pipeline.PixelSpec;
import dev.sulcus.pipeline.Resampling;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Result;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/** An overflow is brought about by a scale that no gradient fits under. */
@Tag("native")
class LossScaleTest {
    private static final PixelSpec PIXELS = new PixelSpec(32, 32, Resampling.AREA);
    private static final int BATCH = 4;
    private static final NetworkConfig CNN = new CnnConfig(List.of(8, 16), 32, 0);
    private static final String SCALE = "loss_scale/scale";
    private static final String GOOD = "loss_scale/good_steps";
    private static final String SKIPPED = "loss_scale/skipped_steps";
    /** In units of the first scale; the product is 2¹⁰⁰. */
    private static final float TOO_LARGE = (float) Math.pow(2, 85);

    private final TUint8 images = noise();
    private final StepFeeds feeds = new StepFeeds(BATCH);

    LossScaleTest() {
        for (int i = 0; i < BATCH; i++) {
            feeds.set(i, i % 2, 1);
        }
    }

    @AfterEach
    void close() {
        images.close();
        feeds.close();
    }

    /** With everything that a step may change: decay, clipping, an average of weights, statistics. */
    static Stream<NetworkConfig> networks() {
        return Stream.of(CNN, new EfficientNetConfig(0, 0));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void shouldChangeNothingButHalveTheScaleWhereAGradientOverflows(NetworkConfig network) {
        try (var graph = open(network, Precision.FLOAT16)) {
            step(graph, 1);
            change(graph, Map.of(SCALE, TOO_LARGE, GOOD, 7f));
            List<float[]> before = state(graph);
            step(graph, 2);
            assertThat(graph.skipped(0)).isTrue();
            assertThat(graph.lastLoss()).isFinite().isLessThan(10);
            List<float[]> after = state(graph);
            for (int i = 0; i < before.size(); i++) {
                WeightSpec spec = graph.stateSpecs().get(i);
                if (!spec.layer().equals("loss_scale")) {
                    assertThat(after.get(i)).as(spec.path()).isEqualTo(before.get(i));
                }
            }
            assertThat(value(graph, SCALE)).isEqualTo(TOO_LARGE / 2);
            assertThat(value(graph, GOOD)).isZero();
            assertThat(value(graph, SKIPPED)).isEqualTo(1);
        }
    }

    @Test
    void shouldStepAgainOnceTheScaleFits() {
        try (var graph = open(CNN, Precision.FLOAT16)) {
            change(graph, Map.of(SCALE, 65_536f)); // the product is 2³¹
            int step = 1;
            do {
                step(graph, step++);
            } while (graph.skipped(0) && step < 40);
            assertThat(step).isGreaterThan(2);
            assertThat(value(graph, SKIPPED)).isEqualTo(step - 2);
            assertThat(value(graph, GOOD)).isEqualTo(1);
        }
    }

    @Test
    void shouldDoubleTheScaleAfterManyGoodSteps() {
        try (var graph = open(CNN, Precision.FLOAT16)) {
            change(graph, Map.of(SCALE, 0.5f, GOOD, LossScale.GOOD_STEPS - 2f));
            step(graph, 1);
            assertThat(value(graph, SCALE)).isEqualTo(0.5f);
            step(graph, 2);
            assertThat(value(graph, SCALE)).isEqualTo(1);
            assertThat(value(graph, GOOD)).isZero();
            assertThat(graph.scale(0)).isEqualTo(LossScale.START / 2);
        }
    }

    @Test
    void shouldNotRaiseTheScaleWithoutEnd() {
        try (var graph = open(CNN, Precision.FLOAT16)) {
            graph.load(Map.of("dense_1/kernel", new float[32])); // every gradient before it vanishes
            change(graph, Map.of(SCALE, LossScale.MOST / LossScale.START, GOOD, LossScale.GOOD_STEPS - 1f));
            step(graph, 1);
            assertThat(graph.skipped(0)).isFalse();
            assertThat(value(graph, SCALE)).isEqualTo(LossScale.MOST / LossScale.START);
        }
    }

    @Test
    void shouldReportTheLossItself() {
        try (var scaled = open(CNN, Precision.FLOAT16);
                var plain = open(CNN, Precision.FLOAT32)) {
            step(scaled, 1);
            step(plain, 1);
            assertThat(scaled.lastLoss()).isCloseTo(plain.lastLoss(), Offset.offset(0.01 * plain.lastLoss()));
            assertThat(scaled.scale(0)).isEqualTo(LossScale.START);
            assertThat(plain.scale(0)).isEqualTo(1);
        }
    }

    @Test
    void shouldGoOnBitForBitFromItsStateWithASkippedStepInIt() {
        try (var straight = open(CNN, Precision.FLOAT16);
                var continued = open(CNN, Precision.FLOAT16)) {
            step(straight, 1);
            change(straight, Map.of(SCALE, TOO_LARGE));
            step(straight, 2);
            change(straight, Map.of(SCALE, 1f));
            try (Result state = straight.state()) {
                var values = new ArrayList<TFloat32>();
                state.forEach(entry -> values.add((TFloat32) entry.getValue()));
                continued.restore(values);
            }
            for (int step = 3; step <= 5; step++) {
                step(straight, step);
                step(continued, step);
            }
            assertThat(state(continued)).usingRecursiveComparison().isEqualTo(state(straight));
        }
    }

    private void step(TrainingGraph graph, long step) {
        graph.step(images, feeds, 1e-3, 7, step);
    }

    private static TrainingGraph open(NetworkConfig network, Precision precision) {
        var config = new GraphConfig(
                Unfreeze.ALL, false, AugmentationConfig.NONE, new AdamConfig(1e-3, 0.9, 0.999, 1e-7, 0.02, 5), 0.9, 0);
        var graph = new TrainingGraph(network.build(PIXELS), PIXELS, config, SessionConfig.DEFAULT.with(precision));
        graph.initialize(7);
        return graph;
    }

    /** Sets some variables of the state and leaves the rest. */
    private static void change(TrainingGraph graph, Map<String, Float> changes) {
        List<WeightSpec> specs = graph.stateSpecs();
        var values = new ArrayList<TFloat32>();
        List<float[]> state = state(graph);
        try {
            for (int i = 0; i < specs.size(); i++) {
                TFloat32 tensor = TFloat32.tensorOf(specs.get(i).shape());
                values.add(tensor);
                Float other = changes.get(specs.get(i).path());
                tensor.asRawTensor().data().asFloats().write(other == null ? state.get(i) : new float[] {other});
            }
            graph.restore(values);
        } finally {
            values.forEach(TFloat32::close);
        }
    }

    private static float value(TrainingGraph graph, String path) {
        List<WeightSpec> specs = graph.stateSpecs();
        for (int i = 0; i < specs.size(); i++) {
            if (specs.get(i).path().equals(path)) {
                return state(graph).get(i)[0];
            }
        }
        throw new IllegalArgumentException(path);
    }

    private static List<float[]> state(TrainingGraph graph) {
        var all = new ArrayList<float[]>();
        try (Result state = graph.state()) {
            for (int i = 0; i < state.size(); i++) {
                var data = ((TFloat32) state.get(i)).asRawTensor().data().asFloats();
                float[] values = new float[(int) data.size()];
                data.read(values);
                all.add(values);
            }
        }
        return all;
    }

    private static TUint8 noise() {
        byte[] pixels = new byte[BATCH * PIXELS.imageBytes()];
        new Random(4).nextBytes(pixels);
        TUint8 images = TUint8.tensorOf(Shape.of(BATCH, PIXELS.height(), PIXELS.width(), 3));
        images.asRawTensor().data().write(pixels);
        return images;
    }
}
