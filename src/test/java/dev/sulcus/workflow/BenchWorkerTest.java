package dev.sulcus.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sulcus.device.NativeBlocks;
import dev.sulcus.device.ScoringEngine;
import dev.sulcus.device.SessionConfig;
import dev.sulcus.model.CnnConfig;
import dev.sulcus.pipeline.PixelSpec;
import dev.sulcus.pipeline.Resampling;
import dev.sulcus.resident.DecoderChoice;
import dev.sulcus.support.DrawnScans;
import dev.sulcus.support.QuietNarrator;
import dev.sulcus.training.FeedingConfig;
import dev.sulcus.training.TrainingResources;
import dev.sulcus.workflow.BenchWorkerConfig.Kind;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("native")
class BenchWorkerTest {
    @TempDir
    Path folder;

    @Test
    void shouldDoEachWorkAsOftenAsItIsAsked() {
        DrawnScans.write(folder, 5, 32, 1);
        int before = NativeBlocks.liveBlocks();
        for (Kind kind : Kind.values()) {
            try (BenchWorker worker = new BenchWorker(config(kind, folder), new QuietNarrator())) {
                assertThat(worker.times(1, 3)).as("%s", kind).hasSize(3).doesNotContain(0.0);
                assertThat(worker.facts()).containsKey(kind == Kind.DECODE ? "files" : "session");
            }
        }
        assertThat(NativeBlocks.liveBlocks()).isEqualTo(before);
    }

    @Test
    void shouldFreeWhatItOpenedWhenTheFilesAreMissing() {
        int before = NativeBlocks.liveBlocks();
        Path gone = folder.resolve("gone");
        assertThatThrownBy(() -> new BenchWorker(config(Kind.JOB, gone), new QuietNarrator()))
                .hasMessageContaining("gone");
        assertThatThrownBy(() -> config(Kind.DECODE, null)).hasMessageContaining("needs --data");
        assertThat(NativeBlocks.liveBlocks()).isEqualTo(before);
    }

    private static BenchWorkerConfig config(Kind kind, Path data) {
        Recipe usual = Recipe.load(Path.of("models"), "cnn", null);
        var recipe = new Recipe(
                "cnn",
                new PixelSpec(32, 32, Resampling.AREA),
                new CnnConfig(List.of(4, 8), 16, 0.5),
                null,
                usual.training(),
                usual.split(),
                0.5,
                null);
        var model = new BenchModelConfig(null, recipe, Path.of("models"), Path.of("store"), ScoringEngine.FUSED);
        var resources = new TrainingResources(SessionConfig.DEFAULT, 1, 2, 0, 1_000_000, FeedingConfig.STREAMED);
        return new BenchWorkerConfig(kind, model, 4, data, 0, DecoderChoice.HOST, resources);
    }
}
