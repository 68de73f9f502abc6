package dev.sulcus.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sulcus.dataset.SplitPart;
import dev.sulcus.device.NativeBlocks;
import dev.sulcus.device.SessionConfig;
import dev.sulcus.device.TensorFlowFaults;
import dev.sulcus.fault.Fault;
import dev.sulcus.fault.FaultKind;
import dev.sulcus.model.AugmentationConfig;
import dev.sulcus.model.CnnConfig;
import dev.sulcus.pipeline.PipelineConfig;
import dev.sulcus.pipeline.PixelSpec;
import dev.sulcus.pipeline.Resampling;
import dev.sulcus.support.DrawnScans;
import dev.sulcus.training.TrainingResult.End;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.exceptions.TFResourceExhaustedException;

@Tag("native")
class MemoryRetreatTest {
    private static final PixelSpec PIXELS = new PixelSpec(16, 16, Resampling.AREA);
    private static final CnnConfig NETWORK = new CnnConfig(List.of(4, 4), 8, 0.5);
    private static final int LEARNT = 26; // 4 steps of 8 an epoch, 7 of 4, 13 of 2
    private static final FeedingConfig RESIDENT = new FeedingConfig(Residency.ON, 1 << 20, 2, false);

    @TempDir
    static Path data;

    private static SplitPart training;
    private static SplitPart validation;

    @TempDir
    Path run;

    @BeforeAll
    static void draw() {
        training = DrawnScans.write(data, LEARNT, 20, 1);
        validation = DrawnScans.write(data, 10, 20, 2);
    }

    @Test
    void shouldBeginAnewWithHalfTheBatchUntilItFits() {
        var device = new SmallDevice(step -> step.batches() < 13);
        try (TrainingResult result = train("a", 8, FeedingConfig.STREAMED, device)) {
            assertThat(TrainedBits.of(result)).isEqualTo(bits("b", 2));
            assertThat(result.notes()).singleElement().asString().contains("2 pictures in a batch instead of 8");
        }
        assertThat(device.heard).hasSize(2).allMatch(line -> line.contains("beginning anew"));
    }

    @Test
    void shouldKeepARowForEachReplicaWhenTheBatchIsHalved() {
        var device = new SmallDevice(step -> step.batches() < 9);
        try (TrainingResult result = train(plan("a", 6, 4), FeedingConfig.STREAMED, device);
                TrainingResult asked = train(plan("b", 3, 3), FeedingConfig.STREAMED, new SmallDevice(step -> false))) {
            assertThat(TrainedBits.of(result)).isEqualTo(TrainedBits.of(asked));
        }
        assertThat(device.heard).singleElement().asString().contains("beginning anew");
    }

    @Test
    void shouldStreamFirstWhichChangesNothing() {
        var device = new SmallDevice(step -> !step.streamed());
        try (TrainingResult result = train("a", 8, RESIDENT, device)) {
            assertThat(TrainedBits.of(result)).isEqualTo(bits("b", 8));
            assertThat(result.notes()).singleElement().asString().contains("stream");
        }
    }

    @Test
    void shouldContinueWithTheBatchThatFitted() {
        var stopping = new SmallDevice(step -> step.batches() < 7);
        try (TrainingResult result = new MemoryRetreat(
                        plan("a", 8), resources(FeedingConfig.STREAMED), stopping, () -> stopping.steps > 3)
                .run()) {
            assertThat(result.end()).isEqualTo(End.INTERRUPTED);
        }
        try (TrainingResult result = train("a", 8, FeedingConfig.STREAMED, new SmallDevice(step -> false))) {
            assertThat(TrainedBits.of(result)).isEqualTo(bits("b", 4));
            assertThat(result.notes()).singleElement().asString().contains("4 pictures in a batch instead of 8");
        }
    }

    @Test
    void shouldTryOnceMoreWithTheSameBatchWhereEpochsAreDone() {
        var device = new SmallDevice(step -> step.epoch() == 2 && step.attempt() == 1);
        try (TrainingResult result = train("a", 8, FeedingConfig.STREAMED, device)) {
            assertThat(TrainedBits.of(result)).isEqualTo(bits("b", 8));
            assertThat(result.notes()).isEmpty();
        }
        assertThat(device.heard).singleElement().asString().contains("after epoch 1");
    }

    @Test
    void shouldSayHowToGoOnWhereThatFailsToo() {
        var device = new SmallDevice(step -> step.epoch() == 2);
        assertThatThrownBy(() -> train("a", 8, FeedingConfig.STREAMED, device).close())
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.kind()).isEqualTo(FaultKind.MEMORY))
                .hasMessageContaining("continue with --resume");
        try (TrainingResult result = train("a", 8, FeedingConfig.STREAMED, new SmallDevice(step -> false))) {
            assertThat(TrainedBits.of(result)).isEqualTo(bits("b", 8));
        }
    }

    @Test
    void shouldGiveUpWhereOnePictureDoesNotFitAndLeaveNoMemoryBehind() {
        long before = NativeBlocks.liveBlocks();
        assertThatThrownBy(() ->
                        train("a", 4, RESIDENT, new SmallDevice(step -> true)).close())
                .isInstanceOf(Fault.class)
                .hasMessageContaining("out of memory");
        assertThat(NativeBlocks.liveBlocks()).isEqualTo(before);
    }

    @Test
    void shouldNotTakeAnotherFaultForWantOfMemoryOnTheDevice() {
        var listener = new TrainingListener() {
            @Override
            public void step(int epoch, int batch, int batches, double loss, double accuracy, double rate) {
                throw Fault.memory("the features take more than may be used", null);
            }

            @Override
            public void retreat(String line) {
                throw Fault.bug("gave way: " + line);
            }
        };
        assertThatThrownBy(() ->
                        new MemoryRetreat(plan("a", 8), resources(FeedingConfig.STREAMED), listener, () -> false).run())
                .hasMessageContaining("features");
    }

    private TrainedBits bits(String name, int batch) {
        try (TrainingResult result = train(name, batch, FeedingConfig.STREAMED, new SmallDevice(step -> false))) {
            return TrainedBits.of(result);
        }
    }

    private TrainingResult train(String name, int batch, FeedingConfig way, SmallDevice device) {
        return train(plan(name, batch), way, device);
    }

    private static TrainingResult train(TrainingPlan plan, FeedingConfig way, SmallDevice device) {
        return new MemoryRetreat(plan, resources(way), device, () -> false).run();
    }

    private TrainingPlan plan(String name, int batch) {
        return plan(name, batch, 1);
    }

    private TrainingPlan plan(String name, int batch, int replicas) {
        var config = new TrainingConfig(
                3,
                batch,
                5,
                new AdamConfig(3e-3, 0.9, 0.999, 1e-7),
                true,
                AugmentationConfig.NOTEBOOK,
                new EarlyStoppingConfig(Monitor.VAL_LOSS, Mode.AUTO, 0, 30, null, 0, true),
                new PlateauConfig(Monitor.VAL_LOSS, Mode.AUTO, 0.5, 20, 1e-4, 0, 0),
                0);
        return new TrainingPlan(PIXELS, NETWORK, config.with(replicas), training, validation, run.resolve(name));
    }

    private static TrainingResources resources(FeedingConfig way) {
        return new TrainingResources(SessionConfig.DEFAULT, 2, 3, 1 << 20, PipelineConfig.DEFAULT_MAX_PIXELS, way);
    }

    /** One step as it was done. */
    private record Step(int epoch, int batches, int attempt, boolean streamed) {}

    /** A double of a device with little memory: steps that it has no room for fail as TensorFlow's do. */
    private static final class SmallDevice implements TrainingListener {
        private final Predicate<Step> tooLarge;
        private final List<String> heard = new ArrayList<>();
        private boolean streamed = true;
        private int steps;

        SmallDevice(Predicate<Step> tooLarge) {
            this.tooLarge = tooLarge;
        }

        @Override
        public void feeding(String line) {
            streamed = !line.contains("live on the device");
        }

        @Override
        public void retreat(String line) {
            heard.add(line);
            streamed = true;
        }

        @Override
        public void step(int epoch, int batch, int batches, double loss, double accuracy, double rate) {
            steps++;
            if (tooLarge.test(new Step(epoch, batches, heard.size() + 1, streamed))) {
                throw TensorFlowFaults.of("a training step", new TFResourceExhaustedException("OOM when allocating"));
            }
        }
    }
}
