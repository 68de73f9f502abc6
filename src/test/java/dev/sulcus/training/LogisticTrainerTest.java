package dev.sulcus.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sulcus.dataset.SplitPart;
import dev.sulcus.device.NativeBlocks;
import dev.sulcus.device.SessionConfig;
import dev.sulcus.fault.Fault;
import dev.sulcus.fault.FaultKind;
import dev.sulcus.model.AugmentationConfig;
import dev.sulcus.model.LogisticConfig;
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
import org.tensorflow.types.TFloat32;

@Tag("native")
class LogisticTrainerTest {
    private static final PixelSpec PIXELS = new PixelSpec(32, 32, Resampling.AREA);
    private static final int FEATURES = PIXELS.imageBytes();

    @TempDir
    static Path data;

    private static SplitPart training;
    private static SplitPart validation;

    @TempDir
    Path run;

    @BeforeAll
    static void draw() {
        training = DrawnScans.write(data, 60, 40, 1);
        validation = DrawnScans.write(data, 40, 40, 2);
    }

    @Test
    void shouldLearnThatABrightSquareMakesThePictureBrighter() {
        try (TrainingResult result = solve(plan(LogisticConfig.DEFAULT, training), () -> false)) {
            assertThat(result.end()).isEqualTo(End.CONVERGED);
            assertThat(result.bestEpoch()).isZero();
            assertThat(result.history().get(result.history().size() - 1).valAuc())
                    .isGreaterThan(0.9);
        }
    }

    @Test
    void shouldLookAtTheValidationPartEveryTenthIterationAndAtTheEnd() {
        try (TrainingResult result = solve(plan(new LogisticConfig(1, 13, 1e-12), training), () -> false)) {
            assertThat(result.end()).isEqualTo(End.EPOCHS);
            assertThat(result.history()).hasSize(13).allSatisfy(record -> {
                boolean looked = record.epoch() == 10 || record.epoch() == 13;
                assertThat(Double.isNaN(record.valLoss())).isEqualTo(!looked);
                assertThat(record.learningRate()).isNaN();
            });
        }
    }

    @Test
    void shouldDoWithoutAValidationPart() {
        var none = new SplitPart(List.of(), List.of(), new int[0]);
        var plan = new TrainingPlan(PIXELS, LogisticConfig.DEFAULT, config(1, false), training, none, run);
        try (TrainingResult result = solve(plan, () -> false)) {
            assertThat(result.end()).isEqualTo(End.CONVERGED);
            assertThat(result.history())
                    .allSatisfy(record -> assertThat(record.valLoss()).isNaN());
        }
    }

    @Test
    void shouldLowerTheObjectiveInEveryIteration() {
        try (TrainingResult result = solve(plan(LogisticConfig.DEFAULT, training), () -> false)) {
            assertThat(result.history())
                    .extracting(EpochRecord::loss)
                    .isSortedAccordingTo((a, b) -> Double.compare(b, a));
        }
    }

    @Test
    void shouldGiveTheSameBitsAgainAndAfterAStop() {
        float[] straight = weights(() -> false);
        var asked = new AtomicInteger();
        try (TrainingResult stopped =
                solve(plan(LogisticConfig.DEFAULT, training), () -> asked.incrementAndGet() == 7)) {
            assertThat(stopped.end()).isEqualTo(End.INTERRUPTED);
            assertThat(stopped.history()).hasSize(7);
        }
        assertThat(weights(() -> false)).containsExactly(straight);
    }

    @Test
    void shouldCountBothClassesTheSameWhereTheRecipeSaysSo() {
        SplitPart lopsided = part(training, 40, 2);
        TrainingConfig balanced = config(1, true);
        var plan = new TrainingPlan(PIXELS, LogisticConfig.DEFAULT, balanced, lopsided, validation, run);
        try (TrainingResult even = solve(plan, () -> false);
                TrainingResult plain = solve(plan(LogisticConfig.DEFAULT, lopsided), () -> false)) {
            assertThat(kernel(even)).isNotEqualTo(kernel(plain));
        }
    }

    @Test
    void shouldFreeAllThatItTook() {
        long blocks = NativeBlocks.liveBlocks();
        long bytes = NativeBlocks.liveBytes();
        weights(() -> false);
        assertThat(NativeBlocks.liveBlocks()).isEqualTo(blocks);
        assertThat(NativeBlocks.liveBytes()).isEqualTo(bytes);
    }

    @Test
    void shouldRefuseASetThatDoesNotFitAndSayWhatWould() {
        TrainingPlan plan = plan(LogisticConfig.DEFAULT, training);
        TrainingResources tight = resources((long) training.size() * FEATURES / 4);
        assertThatThrownBy(() -> ModelTraining.run(plan, tight, quiet(), () -> false))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("60 training pictures of 32×32")
                .hasMessageContaining("--size 16 fits")
                .satisfies(e -> assertThat(((Fault) e).kind()).isEqualTo(FaultKind.MEMORY));
    }

    @Test
    void shouldRefuseASettingThatWouldDoNothing() {
        var plan = new TrainingPlan(PIXELS, LogisticConfig.DEFAULT, config(5, false), training, validation, run);
        assertThatThrownBy(() -> solve(plan, () -> false))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("training.epochs does not apply")
                .satisfies(e -> assertThat(((Fault) e).kind()).isEqualTo(FaultKind.USAGE));
    }

    @Test
    void shouldNameAScanThatBecameUnreadableAndFreeWhatItTook() {
        long blocks = NativeBlocks.liveBlocks();
        var files = new ArrayList<>(training.files());
        files.set(3, data.resolve("gone.png"));
        var broken = new SplitPart(training.paths(), files, training.labels());
        assertThatThrownBy(() -> solve(plan(LogisticConfig.DEFAULT, broken), () -> false))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("gone.png");
        assertThat(NativeBlocks.liveBlocks()).isEqualTo(blocks);
    }

    private float[] weights(java.util.function.BooleanSupplier stop) {
        try (TrainingResult result = solve(plan(LogisticConfig.DEFAULT, training), stop)) {
            return kernel(result);
        }
    }

    private static float[] kernel(TrainingResult result) {
        float[] values = new float[FEATURES];
        ((TFloat32) result.weights().get(0)).asRawTensor().data().asFloats().read(values);
        return values;
    }

    private TrainingResult solve(TrainingPlan plan, java.util.function.BooleanSupplier stop) {
        return ModelTraining.run(plan, resources(1 << 20), quiet(), stop);
    }

    private TrainingPlan plan(LogisticConfig network, SplitPart part) {
        return new TrainingPlan(PIXELS, network, config(1, false), part, validation, run);
    }

    /** All scans of label 0 among the first {@code count}, and every {@code step}-th of label 1. */
    private static SplitPart part(SplitPart whole, int count, int step) {
        List<Integer> chosen = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (whole.labels()[i] == 0 || i / 2 % step == 0) {
                chosen.add(i);
            }
        }
        return new SplitPart(
                chosen.stream().map(whole.paths()::get).toList(),
                chosen.stream().map(whole.files()::get).toList(),
                chosen.stream().mapToInt(i -> whole.labels()[i]).toArray());
    }

    private static TrainingConfig config(int epochs, boolean balanced) {
        return new TrainingConfig(
                epochs,
                8,
                1,
                AdamConfig.KERAS,
                balanced,
                AugmentationConfig.NONE,
                new EarlyStoppingConfig(Monitor.LOSS, Mode.AUTO, 0, 1, null, 0, false),
                new PlateauConfig(Monitor.LOSS, Mode.AUTO, 0.5, 0, 0, 0, 0),
                30);
    }

    private static TrainingResources resources(long cacheBytes) {
        return new TrainingResources(SessionConfig.DEFAULT, 2, 3, cacheBytes, PipelineConfig.DEFAULT_MAX_PIXELS);
    }

    private static TrainingListener quiet() {
        return new TrainingListener() {};
    }
}
