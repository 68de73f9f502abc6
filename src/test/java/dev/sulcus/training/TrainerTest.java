package dev.sulcus.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sulcus.artefact.Json;
import dev.sulcus.dataset.SplitPart;
import dev.sulcus.device.NativeBlocks;
import dev.sulcus.device.SessionConfig;
import dev.sulcus.fault.Fault;
import dev.sulcus.model.AugmentationConfig;
import dev.sulcus.model.CnnConfig;
import dev.sulcus.pipeline.PipelineConfig;
import dev.sulcus.pipeline.PixelSpec;
import dev.sulcus.pipeline.Resampling;
import dev.sulcus.support.DrawnScans;
import dev.sulcus.training.TrainingResult.End;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Tensor;

@Tag("native")
class TrainerTest {
    private static final PixelSpec PIXELS = new PixelSpec(32, 32, Resampling.AREA);
    private static final CnnConfig NETWORK = new CnnConfig(List.of(8, 16), 32, 0.5);
    private static final int EPOCHS = 4;
    private static final int STEPS_PER_EPOCH = 4; // 26 scans in batches of 8, the last one short

    @TempDir
    static Path data;

    private static SplitPart training;
    private static SplitPart validation;

    @TempDir
    Path run;

    @BeforeAll
    static void draw() {
        training = DrawnScans.write(data, 26, 40, 1);
        validation = DrawnScans.write(data, 14, 40, 2);
    }

    @Test
    void shouldLearnWhereTheBrightSquareIs() {
        try (var trainer = new Trainer(plan(30, 60), resources(1 << 20), quiet())) {
            TrainingResult result = trainer.run(() -> false);
            try (result) {
                assertThat(result.history()).last().satisfies(last -> assertThat(last.valAuc())
                        .isGreaterThan(0.9));
                assertThat(result.bestEpoch()).isPositive();
            }
        }
    }

    @Test
    void shouldLearnItInFloat16Too() {
        try (var trainer = new Trainer(planIn(run, in("float16", config(30, 60))), resources(1 << 20), quiet());
                TrainingResult result = trainer.run(() -> false)) {
            assertThat(result.history()).last().satisfies(last -> assertThat(last.valAuc())
                    .isGreaterThan(0.9));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4, 5, 8, 11, 15})
    void shouldEndBitForBitTheSameWhenInterruptedAfterAnyStep(int steps) {
        Outcome straight = train(run.resolve("a"), 1 << 20, Integer.MAX_VALUE);
        assertThat(train(run.resolve("b"), 1 << 20, steps).end).isEqualTo(End.INTERRUPTED);
        Outcome continued = train(run.resolve("b"), 1 << 20, Integer.MAX_VALUE);
        assertThat(continued.weights).isEqualTo(straight.weights);
        assertThat(continued.history).isEqualTo(straight.history);
    }

    /** float16 with its scale and count of good steps among what a checkpoint holds. */
    @ParameterizedTest
    @ValueSource(strings = {"bfloat16", "float16"})
    void shouldEndBitForBitTheSameInSixteenBitsToo(String precision) {
        TrainingPlan plan = narrow(run.resolve("a"), precision);
        TrainingPlan broken = narrow(run.resolve("b"), precision);
        Outcome straight = train(plan, Integer.MAX_VALUE);
        assertThat(train(broken, 5).end).isEqualTo(End.INTERRUPTED);
        assertThat(train(broken, Integer.MAX_VALUE).weights)
                .isEqualTo(straight.weights)
                .isNotEqualTo(train(run.resolve("c"), 1 << 20, Integer.MAX_VALUE).weights);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 6})
    void shouldEndBitForBitTheSameOnTwoReplicasToo(int steps) {
        TrainingConfig two = config(EPOCHS, 60).with(2);
        Outcome straight = train(planIn(run.resolve("a"), two), Integer.MAX_VALUE);
        assertThat(train(planIn(run.resolve("b"), two), steps).end).isEqualTo(End.INTERRUPTED);
        Outcome continued = train(planIn(run.resolve("b"), two), Integer.MAX_VALUE);
        assertThat(continued.weights).isEqualTo(straight.weights);
        assertThat(continued.history).isEqualTo(straight.history);
    }

    /** As after a stage on the head: the trainer compares the replicas before it takes a step. */
    @Test
    void shouldBeginOnEveryReplicaWithTheWeightsThatAreGiven() {
        float[] kernel = new float[32];
        Arrays.fill(kernel, 0.25f);
        TrainingPlan plan = planIn(run, config(1, 60).with(2)).from(Map.of("dense_1/kernel", kernel));
        var lines = new ArrayList<String>();
        var listener = new TrainingListener() {
            @Override
            public void devices(String line) {
                lines.add(line);
            }
        };
        try (var trainer = new Trainer(plan, resources(1 << 20), listener);
                TrainingResult result = trainer.run(() -> true)) {
            assertThat(result.end()).isEqualTo(End.INTERRUPTED);
            assertThat(lines).singleElement().asString().contains("2 replicas share each batch, on CPU:0, CPU:1");
        }
    }

    @Test
    void shouldNotContinueOnAnotherNumberOfReplicas() {
        train(run, 1 << 20, 5);
        TrainingConfig two = config(EPOCHS, 60).with(2);
        assertThatThrownBy(() -> train(planIn(run, two), Integer.MAX_VALUE))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("other settings");
    }

    /** An epoch of 4 steps; its rates keep last digits from growing. */
    @Test
    void shouldJudgeAnEpochOnTwoReplicasAsOnOneDevice() {
        TrainingConfig one = Json.merge(
                config(1, 60),
                JsonNodeFactory.instance
                        .objectNode()
                        .set("adam", JsonNodeFactory.instance.objectNode().put("epsilon", 0.1)),
                TrainingConfig.class);
        EpochRecord alone = epoch(planIn(run.resolve("a"), one));
        EpochRecord shared = epoch(planIn(run.resolve("b"), one.with(2)));
        assertThat(shared.loss()).isCloseTo(alone.loss(), Offset.offset(1e-5));
        assertThat(shared.valLoss()).isCloseTo(alone.valLoss(), Offset.offset(1e-5));
        assertThat(shared.accuracy()).isEqualTo(alone.accuracy());
        assertThat(shared.valAuc()).isEqualTo(alone.valAuc());
    }

    private static EpochRecord epoch(TrainingPlan plan) {
        try (var trainer = new Trainer(plan, resources(1 << 20), quiet());
                TrainingResult result = trainer.run(() -> false)) {
            return result.history().get(0);
        }
    }

    @Test
    void shouldNotContinueInAnotherPrecision() {
        train(run, 1 << 20, 5);
        assertThatThrownBy(() -> train(narrow(run, "bfloat16"), Integer.MAX_VALUE))
                .isInstanceOf(Fault.class);
    }

    @Test
    void shouldEndBitForBitTheSameWhenKilledAndContinuedFromAnOlderCheckpoint() throws IOException {
        Outcome straight = train(run.resolve("a"), 1 << 20, Integer.MAX_VALUE);
        train(run.resolve("b"), 1 << 20, 6);
        copy(run.resolve("b"), run.resolve("older"));
        train(run.resolve("b"), 1 << 20, 13);
        Outcome continued = train(run.resolve("older"), 1 << 20, Integer.MAX_VALUE);
        assertThat(continued.weights).isEqualTo(straight.weights);
        assertThat(continued.history).isEqualTo(straight.history);
    }

    @Test
    void shouldGiveTheSameWeightsStreamingAsFromTheCache() {
        Outcome cached = train(run.resolve("a"), 1 << 20, Integer.MAX_VALUE);
        Outcome streaming = train(run.resolve("b"), PIXELS.imageBytes() * 5L, Integer.MAX_VALUE);
        assertThat(streaming.weights).isEqualTo(cached.weights);
    }

    @Test
    void shouldKeepOnlyTheBestWeightsOfAFinishedRun() throws IOException {
        train(run, 1 << 20, Integer.MAX_VALUE);
        try (var files = Files.list(run)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .hasSize(2)
                    .contains("state.json")
                    .anyMatch(name -> name.startsWith("best-epoch-"));
        }
    }

    @Test
    void shouldRemoveTheHalfWrittenArraysOfAKilledProcess() throws IOException {
        train(run, 1 << 20, 3);
        Path half = Files.writeString(run.resolve(".last-step-00000009.bin.1-1.tmp"), "half");
        train(run, 1 << 20, Integer.MAX_VALUE);
        assertThat(half).doesNotExist();
    }

    @Test
    void shouldHandOutAFinishedRunAgainWithoutTraining() {
        Outcome first = train(run, 1 << 20, Integer.MAX_VALUE);
        var steps = new AtomicInteger();
        Outcome second = train(run, 1 << 20, Integer.MAX_VALUE, steps);
        assertThat(steps).hasValue(0);
        assertThat(second.weights).isEqualTo(first.weights);
    }

    @Test
    void shouldRefuseACheckpointOfOtherSettings() {
        train(run, 1 << 20, 3);
        assertThatThrownBy(() -> {
                    try (var trainer = new Trainer(plan(EPOCHS + 1, 60), resources(0), quiet())) {
                        trainer.run(() -> false).close();
                    }
                })
                .isInstanceOf(Fault.class)
                .hasMessageContaining("other settings");
    }

    @Test
    void shouldRefuseADamagedCheckpoint() throws IOException {
        train(run, 1 << 20, 3);
        Path arrays;
        try (var files = Files.list(run)) {
            arrays = files.filter(file -> file.toString().contains("last-step"))
                    .findFirst()
                    .orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(arrays);
        bytes[bytes.length / 2] ^= 1;
        Files.write(arrays, bytes);
        assertThatThrownBy(() -> train(run, 1 << 20, Integer.MAX_VALUE))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("damaged");
        Files.write(arrays, Arrays.copyOf(bytes, bytes.length / 2));
        assertThatThrownBy(() -> train(run, 1 << 20, Integer.MAX_VALUE))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("cut off");
    }

    @Test
    void shouldNameAScanThatBecameUnreadable() {
        var files = new ArrayList<>(training.files());
        files.set(3, data.resolve("gone.png"));
        var broken = new SplitPart(training.paths(), files, training.labels());
        var plan = new TrainingPlan(PIXELS, NETWORK, config(2, 60), broken, validation, run);
        try (var trainer = new Trainer(plan, resources(0), quiet())) {
            assertThatThrownBy(() -> trainer.run(() -> false))
                    .isInstanceOf(Fault.class)
                    .hasMessageContaining("gone.png");
        }
    }

    @Test
    void shouldFreeWhatItOpenedWhenTheSecondSourceCannotBeOpened() {
        long before = NativeBlocks.liveBlocks();
        var broken = new SplitPart(List.of("none"), Collections.singletonList(null), new int[] {0});
        var plan = new TrainingPlan(PIXELS, NETWORK, config(2, 60), training, broken, run);
        try (var trainer = new Trainer(plan, resources(0), quiet())) {
            assertThatThrownBy(() -> trainer.run(() -> false)).isInstanceOf(NullPointerException.class);
        }
        assertThat(NativeBlocks.liveBlocks()).isEqualTo(before);
    }

    private Outcome train(Path folder, long cacheBytes, int stopAfter) {
        return train(folder, cacheBytes, stopAfter, new AtomicInteger());
    }

    private Outcome train(Path folder, long cacheBytes, int stopAfter, AtomicInteger steps) {
        return train(planIn(folder, config(EPOCHS, 60)), cacheBytes, stopAfter, steps);
    }

    private Outcome train(TrainingPlan plan, int stopAfter) {
        return train(plan, 1 << 20, stopAfter, new AtomicInteger());
    }

    private Outcome train(TrainingPlan plan, long cacheBytes, int stopAfter, AtomicInteger steps) {
        var listener = new TrainingListener() {
            @Override
            public void step(int epoch, int batch, int batches, double loss, double accuracy, double rate) {
                assertThat(batches).isEqualTo(STEPS_PER_EPOCH);
                steps.incrementAndGet();
            }
        };
        try (var trainer = new Trainer(plan, resources(cacheBytes), listener);
                TrainingResult result = trainer.run(() -> steps.get() >= stopAfter)) {
            return Outcome.of(result);
        }
    }

    private TrainingPlan narrow(Path folder, String precision) {
        return planIn(folder, in(precision, config(EPOCHS, 60)));
    }

    private static TrainingConfig in(String precision, TrainingConfig config) {
        var changes = JsonNodeFactory.instance.objectNode().put("precision", precision);
        return Json.merge(config, changes, TrainingConfig.class);
    }

    private TrainingPlan planIn(Path folder, TrainingConfig config) {
        return new TrainingPlan(PIXELS, NETWORK, config, training, validation, folder);
    }

    private TrainingPlan plan(int epochs, double checkpointSeconds) {
        return new TrainingPlan(PIXELS, NETWORK, config(epochs, checkpointSeconds), training, validation, run);
    }

    private static TrainingConfig config(int epochs, double checkpointSeconds) {
        return new TrainingConfig(
                epochs,
                8,
                17,
                new AdamConfig(3e-3, 0.9, 0.999, 1e-7),
                true,
                AugmentationConfig.NOTEBOOK,
                new EarlyStoppingConfig(Monitor.VAL_LOSS, Mode.AUTO, 0, 30, null, 0, true),
                new PlateauConfig(Monitor.VAL_LOSS, Mode.AUTO, 0.5, 20, 1e-4, 0, 0),
                checkpointSeconds);
    }

    private static TrainingResources resources(long cacheBytes) {
        return new TrainingResources(SessionConfig.DEFAULT, 2, 3, cacheBytes, PipelineConfig.DEFAULT_MAX_PIXELS);
    }

    private static TrainingListener quiet() {
        return new TrainingListener() {};
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (var files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    /** What a run came to, times left out. */
    private record Outcome(End end, List<String> history, byte[] weights) {
        static Outcome of(TrainingResult result) {
            var all = new java.io.ByteArrayOutputStream();
            for (int i = 0; i < result.weights().size(); i++) {
                Tensor tensor = result.weights().get(i);
                byte[] bytes = new byte[(int) tensor.numBytes()];
                tensor.asRawTensor().data().read(bytes);
                all.writeBytes(bytes);
            }
            List<String> history = result.history().stream()
                    .map(e -> e.epoch() + " " + e.loss() + " " + e.accuracy() + " " + e.valLoss() + " " + e.valAuc()
                            + " " + e.learningRate())
                    .toList();
            return new Outcome(result.end(), history, all.toByteArray());
        }
    }
}
