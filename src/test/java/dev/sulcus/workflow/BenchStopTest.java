package dev.sulcus.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sulcus.benchmark.AgreeDocument;
import dev.sulcus.benchmark.BenchDocument;
import dev.sulcus.benchmark.BenchRow;
import dev.sulcus.benchmark.Scenario;
import dev.sulcus.device.Installation;
import dev.sulcus.device.Precision;
import dev.sulcus.device.SessionConfig;
import dev.sulcus.fault.Fault;
import dev.sulcus.fault.FaultKind;
import dev.sulcus.pipeline.PipelineConfig;
import dev.sulcus.support.DrawnScans;
import dev.sulcus.support.QuietNarrator;
import dev.sulcus.support.RandomModels;
import dev.sulcus.training.TrainingResources;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left of a measurement that the user stops. */
@Tag("native")
class BenchStopTest {
    private static final TrainingResources RESOURCES =
            new TrainingResources(SessionConfig.DEFAULT, 2, 2, 0, PipelineConfig.DEFAULT_MAX_PIXELS);

    @TempDir
    Path folder;

    @Test
    void shouldKeepThePipelinesWholeBlocksAndLeaveOutASettingWithoutOne() {
        // Two settings are warmed up, then one of them has a block.
        BenchDocument document = BenchPipelineWork.run(pipeline(), new Stopping(3, null));
        assertThat(document.rows()).extracting(BenchRow::name).containsExactly("batch 4, 1 worker, files");
        assertThat(document.rows().get(0).imagesPerSecond()).isPositive();
        assertThat(document.warnings()).anyMatch(line -> line.startsWith("stopped early: 1 of 6 blocks"));
        assertThat(folder.resolve("out/bench.json")).exists();
    }

    @Test
    void shouldLeaveNothingOfAMeasurementWithoutABlock() {
        assertThatThrownBy(() -> BenchPipelineWork.run(pipeline(), new Stopping(2, null)))
                .isInstanceOf(Fault.class)
                .extracting(e -> ((Fault) e).kind())
                .isEqualTo(FaultKind.INTERRUPTED);
        assertThat(folder.resolve("out/bench.json")).doesNotExist();
    }

    @Test
    void shouldKeepScoresThatAreShorterThanWasAskedFor() {
        RandomModels.tiny(folder.resolve("run"), 3);
        var model = new BenchModelConfig(folder.resolve("run"), null, Installation.models(), folder, null);
        var config = new BenchScoreConfig(
                model,
                List.of(Scenario.SINGLE_STREAM, Scenario.OFFLINE),
                List.of(1, 2),
                List.of(Precision.FLOAT32),
                null,
                null,
                100,
                0.03,
                1_000_000L,
                null,
                1,
                common());
        BenchDocument document = BenchScoreWork.run(config, new Stopping(2, null));
        assertThat(document.rows())
                .extracting(BenchRow::name)
                .containsExactly("single-stream, float32, batch 1, memory");
        assertThat(document.rows().get(0).valid()).isTrue();
        assertThat(document.warnings())
                .contains("offline was not begun")
                .anyMatch(line -> line.startsWith("stopped early: 1 of 3 blocks"));
    }

    @Test
    void shouldKeepTheStepsOfWholeBlocks() {
        var config = new BenchTrainConfig(recipe("cnn"), List.of(2, 3), List.of(Precision.FLOAT32), null, common());
        BenchDocument document = BenchTrainWork.run(config, new Stopping(4, null));
        assertThat(document.rows()).hasSize(2);
        assertThat(document.warnings()).anyMatch(line -> line.startsWith("stopped early: 2 of 6 blocks"));
    }

    @Test
    void shouldShowTheChecksThatWereMadeAndNotCallThemPassed() {
        var config = new BenchAgreeConfig(
                recipe("efficientnet-b0"),
                recipe("cnn"),
                List.of(Precision.FLOAT32),
                1,
                2,
                null,
                Installation.models(),
                folder,
                RESOURCES);
        AgreeDocument document = BenchAgreeWork.run(config, new Stopping(Long.MAX_VALUE, "training CNN"));
        assertThat(document.checks()).hasSize(2).allMatch(check -> check.passed());
        assertThat(document.passed()).isFalse();
        assertThat(document.warnings()).anyMatch(line -> line.startsWith("stopped early: 2 checks"));
    }

    private BenchPipelineConfig pipeline() {
        DrawnScans.write(folder.resolve("data"), 8, 32, 1);
        return new BenchPipelineConfig(
                folder.resolve("data"), List.of(1, 2), 4, recipe("cnn").pixels(), common());
    }

    private BenchConfig common() {
        return new BenchConfig(true, 3, 0.01, 0.1, folder.resolve("out"), RESOURCES);
    }

    private static Recipe recipe(String model) {
        ObjectNode changes = JsonNodeFactory.instance.objectNode();
        changes.putObject("pixels").put("height", 64).put("width", 64);
        return Recipe.load(Installation.models(), model, null).with(changes);
    }

    /** Wishes to stop once the work told of so much progress, or said a line. */
    private static final class Stopping implements Narrator {
        private final Narrator quiet = new QuietNarrator();
        private final long most;
        private final String last;
        private boolean wished;

        Stopping(long most, String last) {
            this.most = most;
            this.last = last;
        }

        @Override
        public void say(String line) {
            wished |= last != null && line.startsWith(last);
        }

        @Override
        public void warn(String line) {}

        @Override
        public void alarm(String line) {}

        @Override
        public boolean stopWished() {
            return wished;
        }

        @Override
        public Task task(String name, long total) {
            Task unheard = quiet.task(name, total);
            return new Task() {
                @Override
                public void at(long done, long all) {
                    // The peak of the machine has one step, too.
                    wished |= done >= most;
                }

                @Override
                public void detail(String text) {}

                @Override
                public void line(String text) {}

                @Override
                public void close() {
                    unheard.close();
                }
            };
        }
    }
}
