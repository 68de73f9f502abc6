package dev.sulcus.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sulcus.dataset.SplitPart;
import dev.sulcus.device.Precision;
import dev.sulcus.device.SessionConfig;
import dev.sulcus.fault.Fault;
import dev.sulcus.model.AugmentationConfig;
import dev.sulcus.model.CnnConfig;
import dev.sulcus.model.EfficientNetConfig;
import dev.sulcus.model.NetworkConfig;
import dev.sulcus.model.WeightSpec;
import dev.sulcus.pipeline.PipelineConfig;
import dev.sulcus.pipeline.PixelSpec;
import dev.sulcus.pipeline.Resampling;
import dev.sulcus.support.DrawnScans;
import dev.sulcus.training.TrainingResult.End;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.types.TFloat32;

/** The head on cached features first, then some of the layers; with every extra that a step can have. */
@Tag("native")
class StagedTrainingTest {
    private static final PixelSpec PIXELS = new PixelSpec(32, 32, Resampling.AREA);
    private static final NetworkConfig NETWORK = new EfficientNetConfig(0.2, 0.2);
    private static final HeadStageConfig HEAD = new HeadStageConfig(2, 2, 1e-3, 5);

    @TempDir
    static Path data;

    private static SplitPart training;
    private static SplitPart validation;

    @TempDir
    Path run;

    @BeforeAll
    static void draw() {
        training = DrawnScans.write(data, 10, 40, 1);
        validation = DrawnScans.write(data, 6, 40, 2);
    }

    @Test
    void shouldTrainTheHeadFirstAndThenTheUnfrozenLayersAlone() {
        Map<String, float[]> before = drawn();
        Outcome outcome = train(run, "30", Integer.MAX_VALUE);
        assertThat(outcome.stages).containsExactly("1 head", "2 head", "3 main");
        Map<String, float[]> after = outcome.weights;
        assertThat(after.get("predictions/kernel")).isNotEqualTo(before.get("predictions/kernel"));
        assertThat(after.get("top_conv/kernel")).isNotEqualTo(before.get("top_conv/kernel"));
        assertThat(after.get("top_bn/moving_mean")).isNotEqualTo(before.get("top_bn/moving_mean"));
        assertThat(after.get("block6c_dwconv/kernel")).isEqualTo(before.get("block6c_dwconv/kernel"));
        assertThat(after.get("stem_bn/moving_mean")).isEqualTo(before.get("stem_bn/moving_mean"));
        assertThat(after.get("normalization/variance")).isEqualTo(before.get("normalization/variance"));
    }

    @Test
    void shouldEndBitForBitTheSameWhenInterruptedInBothStages() {
        Outcome straight = train(run.resolve("a"), "30", Integer.MAX_VALUE);
        assertThat(train(run.resolve("b"), "30", 2).end).isEqualTo(End.INTERRUPTED); // in the first
        assertThat(train(run.resolve("b"), "30", 5).end).isEqualTo(End.INTERRUPTED); // in the second
        Outcome continued = train(run.resolve("b"), "30", Integer.MAX_VALUE);
        assertThat(continued.stages).isEqualTo(straight.stages);
        straight.weights.forEach((path, values) ->
                assertThat(continued.weights.get(path)).as(path).isEqualTo(values));
    }

    @Test
    void shouldGiveTheHeadOneDeviceAndTheRestAllOfThem() {
        var plan = new TrainingPlan(PIXELS, NETWORK, HEAD, config("30").with(2), training, validation, Map.of(), run);
        assertThat(GraphConfig.of(plan.headStage(run)).replicas()).isEqualTo(1);
        assertThat(GraphConfig.of(plan.from(Map.of())).replicas()).isEqualTo(2);
    }

    @Test
    void shouldRefuseAHeadStageForANetworkWithoutAHead() {
        var plan = new TrainingPlan(
                PIXELS, new CnnConfig(List.of(4), 8, 0), HEAD, config("all"), training, validation, Map.of(), run);
        assertThatThrownBy(() -> ModelTraining.run(plan, resources(), new TrainingListener() {}, () -> false))
                .isInstanceOf(Fault.class)
                .hasMessageContainingAll("head", "efficientnet-b0");
    }

    private static Outcome train(Path folder, String unfreeze, int stopAfter) {
        var steps = new AtomicInteger();
        var listener = new TrainingListener() {
            @Override
            public void step(int epoch, int batch, int batches, double loss, double accuracy, double rate) {
                steps.incrementAndGet();
            }
        };
        var plan = new TrainingPlan(PIXELS, NETWORK, HEAD, config(unfreeze), training, validation, Map.of(), folder);
        try (TrainingResult result = ModelTraining.run(plan, resources(), listener, () -> steps.get() >= stopAfter)) {
            return Outcome.of(result);
        }
    }

    /** The weights that seed 17 draws. */
    private static Map<String, float[]> drawn() {
        try (var graph = new TrainingGraph(
                NETWORK.build(PIXELS), PIXELS, AugmentationConfig.NONE, AdamConfig.KERAS, SessionConfig.DEFAULT)) {
            graph.initialize(17);
            try (var weights = graph.weights()) {
                return Outcome.arrays(weights, graph.weightSpecs());
            }
        }
    }

    private static TrainingConfig config(String unfreeze) {
        return new TrainingConfig(
                1,
                4,
                17,
                new AdamConfig(1e-3, 0.9, 0.999, 1e-7, 0.02, 5),
                true,
                new AugmentationConfig(15, 0.1, 0.1, 0, 0.1, true, 0.3, 0.2, 0.05, 0.05, 0.5),
                new EarlyStoppingConfig(Monitor.VAL_LOSS, Mode.AUTO, 0, 30, null, 0, false),
                new PlateauConfig(Monitor.VAL_LOSS, Mode.AUTO, 0.5, 20, 1e-4, 0, 0),
                new ScheduleConfig(ScheduleConfig.Kind.COSINE, 1),
                Unfreeze.parse(unfreeze),
                0.1,
                0.9,
                0.5,
                Precision.FLOAT32,
                1,
                60);
    }

    private static TrainingResources resources() {
        return new TrainingResources(SessionConfig.DEFAULT, 2, 3, 1 << 24, PipelineConfig.DEFAULT_MAX_PIXELS);
    }

    /** What a training came to, times left out. */
    private record Outcome(End end, List<String> stages, Map<String, float[]> weights) {
        static Outcome of(TrainingResult result) {
            List<String> stages = new ArrayList<>();
            result.history().forEach(epoch -> stages.add(epoch.epoch() + " " + epoch.stage()));
            return new Outcome(
                    result.end(),
                    stages,
                    arrays(result.weights(), NETWORK.build(PIXELS).weights()));
        }

        static Map<String, float[]> arrays(org.tensorflow.Result weights, List<WeightSpec> specs) {
            var arrays = new TreeMap<String, float[]>();
            for (int i = 0; i < specs.size(); i++) {
                float[] values = new float[(int) specs.get(i).count()];
                ((TFloat32) weights.get(i)).asRawTensor().data().asFloats().read(values);
                arrays.put(specs.get(i).path(), values);
            }
            return arrays;
        }
    }
}
