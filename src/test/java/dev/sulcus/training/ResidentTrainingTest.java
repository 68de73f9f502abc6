package dev.sulcus.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sulcus.artefact.Json;
import dev.sulcus.dataset.SplitPart;
import dev.sulcus.device.NativeBlocks;
import dev.sulcus.device.Precision;
import dev.sulcus.device.SessionConfig;
import dev.sulcus.fault.Fault;
import dev.sulcus.fault.FaultKind;
import dev.sulcus.model.AugmentationConfig;
import dev.sulcus.model.CnnConfig;
import dev.sulcus.model.EfficientNetConfig;
import dev.sulcus.model.NetworkConfig;
import dev.sulcus.pipeline.PipelineConfig;
import dev.sulcus.pipeline.PixelSpec;
import dev.sulcus.pipeline.Resampling;
import dev.sulcus.support.DrawnScans;
import dev.sulcus.training.TrainingResult.End;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whichever way the pictures take to the device, the same bits come out. */
@Tag("native")
class ResidentTrainingTest {
    private static final PixelSpec PIXELS = new PixelSpec(32, 32, Resampling.AREA);
    private static final CnnConfig NETWORK = new CnnConfig(List.of(8, 16), 32, 0.5);
    private static final int EPOCHS = 3;
    private static final int LEARNT = 26; // in batches of 8: four steps, the last one short
    private static final int WATCHED = 14;
    private static final long ENOUGH = 1 << 20;

    @TempDir
    static Path data;

    private static SplitPart training;
    private static SplitPart validation;

    @TempDir
    Path run;

    @BeforeAll
    static void draw() {
        training = DrawnScans.write(data, LEARNT, 40, 1);
        validation = DrawnScans.write(data, WATCHED, 40, 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7})
    void shouldGiveTheSameBitsFromTheDeviceAsStreaming(int stepsPerCall) {
        TrainedBits streamed = train("a", NETWORK, FeedingConfig.STREAMED, changes());
        TrainedBits resident = train("b", NETWORK, resident(ENOUGH, stepsPerCall), changes());
        assertThat(resident).isEqualTo(streamed);
    }

    @Test
    void shouldGiveTheSameBitsWithToneChangesAnAverageAndWeightDecay() {
        ObjectNode changes = changes().put("weightAverage", 0.9).put("labelSmoothing", 0.1);
        changes.putObject("augmentation").put("noise", 0.05).put("erase", 0.5).put("gamma", 0.2);
        changes.putObject("adam").put("weightDecay", 0.01).put("clipNorm", 1);
        TrainedBits streamed = train("a", NETWORK, FeedingConfig.STREAMED, changes);
        assertThat(train("b", NETWORK, resident(ENOUGH, 3), changes)).isEqualTo(streamed);
        assertThat(train("c", NETWORK, ahead(), changes)).isEqualTo(streamed);
    }

    /** The scale of the loss goes from step to step on the device. */
    @Test
    void shouldGiveTheSameBitsInFloat16() {
        ObjectNode changes = changes().put("precision", "float16");
        TrainedBits streamed = train("a", NETWORK, FeedingConfig.STREAMED, changes);
        assertThat(train("b", NETWORK, resident(ENOUGH, 3), changes)).isEqualTo(streamed);
    }

    @Test
    void shouldGiveTheSameBitsWhereValidationPicturesStream() {
        long learntAlone = (long) LEARNT * PIXELS.imageBytes();
        var lines = new ArrayList<String>();
        TrainedBits resident = train("b", NETWORK, resident(learntAlone, 2), changes(), lines);
        assertThat(lines).singleElement().asString().contains("those that validate stream");
        assertThat(resident).isEqualTo(train("a", NETWORK, FeedingConfig.STREAMED, changes()));
    }

    @Test
    void shouldGiveTheSameBitsWithBatchNormalisation() {
        NetworkConfig network = EfficientNetConfig.B0;
        ObjectNode changes = changes().put("epochs", 1).put("unfreeze", "30");
        TrainedBits streamed = train("a", network, FeedingConfig.STREAMED, changes);
        assertThat(train("b", network, resident(ENOUGH, 2), changes)).isEqualTo(streamed);
    }

    @Test
    void shouldGiveTheSameBitsWhereTheNextBatchIsHandedOverAhead() {
        assertThat(train("b", NETWORK, ahead(), changes()))
                .isEqualTo(train("a", NETWORK, FeedingConfig.STREAMED, changes()));
    }

    @Test
    void shouldPaintTheSameLesionsWhereTheNextBatchIsHandedOverAhead() {
        ObjectNode changes = changes().put("paintedLesions", 0.5);
        TrainedBits streamed = train("a", NETWORK, FeedingConfig.STREAMED, changes);
        assertThat(train("b", NETWORK, ahead(), changes)).isEqualTo(streamed);
    }

    @ParameterizedTest
    @EnumSource
    void shouldGiveTheSameBitsOnTwoReplicasWhicheverWayThePicturesTake(Precision precision) {
        ObjectNode changes = changes().put("replicas", 2).put("epochs", 2).put("precision", precision.word());
        changes.putObject("augmentation").put("noise", 0.05).put("erase", 0.5);
        TrainedBits streamed = train("a", NETWORK, FeedingConfig.STREAMED, changes);
        assertThat(train("b", NETWORK, resident(ENOUGH, 3), changes)).isEqualTo(streamed);
        assertThat(train("c", NETWORK, ahead(), changes)).isEqualTo(streamed);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 5})
    void shouldContinueBitForBitWhereverItStoppedAndWhicheverWayThePicturesTake(int steps) {
        TrainedBits straight = train("a", NETWORK, FeedingConfig.STREAMED, changes());
        for (FeedingConfig way : List.of(resident(ENOUGH, 3), ahead())) {
            String name = way.residency().name();
            assertThat(stopped(name, way, steps)).isEqualTo(End.INTERRUPTED);
            assertThat(train(name, NETWORK, FeedingConfig.STREAMED, changes())).isEqualTo(straight);
            assertThat(stopped(name + 2, FeedingConfig.STREAMED, steps)).isEqualTo(End.INTERRUPTED);
            assertThat(train(name + 2, NETWORK, way, changes())).isEqualTo(straight);
        }
    }

    @Test
    void shouldStopOnlyBetweenSessionCalls() {
        var steps = new AtomicInteger();
        var listener = new TrainingListener() {
            @Override
            public void step(int epoch, int batch, int batches, double loss, double accuracy, double rate) {
                steps.incrementAndGet();
            }
        };
        TrainingPlan plan = plan("a", NETWORK, changes());
        try (var trainer = new Trainer(plan, resources(resident(ENOUGH, 3)), listener)) {
            trainer.run(() -> true).close();
        }
        assertThat(steps).hasValue(3);
    }

    @Test
    void shouldStreamAndSayWhyWhereThePicturesDoNotFit() {
        var lines = new ArrayList<String>();
        var tight = new FeedingConfig(Residency.ON, LEARNT * PIXELS.imageBytes() - 1L, 1, false);
        assertThatThrownBy(() -> train("a", NETWORK, tight, changes(), lines))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.kind()).isEqualTo(FaultKind.USAGE))
                .hasMessageContaining("--resident on: those that train take 1 MB");
        ObjectNode painted = changes().put("paintedLesions", 0.5);
        // Each replica has a copy, and on a CPU all of them lie in one memory.
        ObjectNode twice = changes().put("replicas", 2);
        FeedingConfig once = resident(2L * LEARNT * PIXELS.imageBytes() - 1, 1);
        assertThatThrownBy(() -> train("c", NETWORK, once, twice, lines)).hasMessageContaining("--resident on: those");
        assertThatThrownBy(() -> train("b", NETWORK, resident(ENOUGH, 1), painted, lines))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("painted");
        assertThat(lines).isEmpty();
    }

    @Test
    void shouldNameAScanThatBecameUnreadableAndFreeWhatItOpened() {
        long before = NativeBlocks.liveBlocks();
        var files = new ArrayList<>(training.files());
        files.set(3, data.resolve("gone.png"));
        var broken = new SplitPart(training.paths(), files, training.labels());
        var plan = new TrainingPlan(PIXELS, NETWORK, config(changes()), broken, validation, run);
        for (FeedingConfig way : List.of(resident(ENOUGH, 1), ahead())) {
            try (var trainer = new Trainer(plan, resources(way), new TrainingListener() {})) {
                assertThatThrownBy(() -> trainer.run(() -> false))
                        .isInstanceOf(Fault.class)
                        .hasMessageContaining("gone.png");
            }
        }
        assertThat(NativeBlocks.liveBlocks()).isEqualTo(before);
    }

    @Test
    void shouldFreeWhatItOpenedWhenAStepFails() {
        long before = NativeBlocks.liveBlocks();
        for (FeedingConfig way : List.of(resident(ENOUGH, 2), ahead())) {
            var failing = new TrainingListener() {
                @Override
                public void step(int epoch, int batch, int batches, double loss, double accuracy, double rate) {
                    throw Fault.device("the device was lost", null);
                }
            };
            try (var trainer = new Trainer(plan(way.toString(), NETWORK, changes()), resources(way), failing)) {
                assertThatThrownBy(() -> trainer.run(() -> false)).hasMessageContaining("lost");
            }
        }
        assertThat(NativeBlocks.liveBlocks()).isEqualTo(before);
    }

    private End stopped(String name, FeedingConfig way, int after) {
        var steps = new AtomicInteger();
        var listener = new TrainingListener() {
            @Override
            public void step(int epoch, int batch, int batches, double loss, double accuracy, double rate) {
                steps.incrementAndGet();
            }
        };
        try (var trainer = new Trainer(plan(name, NETWORK, changes()), resources(way), listener);
                TrainingResult result = trainer.run(() -> steps.get() >= after)) {
            return result.end();
        }
    }

    private TrainedBits train(String name, NetworkConfig network, FeedingConfig way, ObjectNode changes) {
        return train(name, network, way, changes, new ArrayList<>());
    }

    private TrainedBits train(
            String name, NetworkConfig network, FeedingConfig way, ObjectNode changes, List<String> lines) {
        var listener = new TrainingListener() {
            @Override
            public void feeding(String line) {
                lines.add(line);
            }
        };
        try (var trainer = new Trainer(plan(name, network, changes), resources(way), listener);
                TrainingResult result = trainer.run(() -> false)) {
            return TrainedBits.of(result);
        }
    }

    private TrainingPlan plan(String name, NetworkConfig network, ObjectNode changes) {
        return new TrainingPlan(PIXELS, network, config(changes), training, validation, run.resolve(name));
    }

    private static TrainingConfig config(ObjectNode changes) {
        var config = new TrainingConfig(
                EPOCHS,
                8,
                17,
                new AdamConfig(3e-3, 0.9, 0.999, 1e-7),
                true,
                AugmentationConfig.NOTEBOOK,
                new EarlyStoppingConfig(Monitor.VAL_LOSS, Mode.AUTO, 0, 30, null, 0, true),
                new PlateauConfig(Monitor.VAL_LOSS, Mode.AUTO, 0.5, 20, 1e-4, 0, 0),
                60);
        return Json.merge(config, changes, TrainingConfig.class);
    }

    private static ObjectNode changes() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static FeedingConfig resident(long bytes, int stepsPerCall) {
        return new FeedingConfig(Residency.ON, bytes, stepsPerCall, false);
    }

    private static FeedingConfig ahead() {
        return new FeedingConfig(Residency.OFF, 0, 1, true);
    }

    private static TrainingResources resources(FeedingConfig way) {
        return new TrainingResources(SessionConfig.DEFAULT, 2, 3, ENOUGH, PipelineConfig.DEFAULT_MAX_PIXELS, way);
    }
}
