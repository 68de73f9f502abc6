package dev.sulcus.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sulcus.device.NativeBlocks;
import dev.sulcus.device.SessionConfig;
import dev.sulcus.model.AugmentationConfig;
import dev.sulcus.pipeline.Batch;
import dev.sulcus.pipeline.BatchSource;
import dev.sulcus.pipeline.Pass;
import dev.sulcus.pipeline.PipelineConfig;
import dev.sulcus.support.DrawnScans;
import dev.sulcus.support.RandomModels;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("native")
class StepProbeTest {
    @TempDir
    Path folder;

    @Test
    void shouldTakeTheSameStepsEveryTime() {
        try (StepProbe one = probe(Unfreeze.ALL);
                StepProbe other = probe(Unfreeze.ALL)) {
            for (int step = 0; step < 3; step++) {
                one.choose(4, noise());
                other.choose(4, noise());
                double loss = one.step();
                assertThat(loss).isPositive().isFinite();
                assertThat(other.step()).isEqualTo(loss);
            }
        }
    }

    @Test
    void shouldTakeBatchesOfSeveralSizesOnOneGraph() {
        try (StepProbe probe = probe(Unfreeze.ALL)) {
            for (int size : new int[] {2, 5, 2}) {
                probe.choose(size, noise());
                assertThat(probe.step()).isFinite();
            }
        }
    }

    @Test
    void shouldTakeBatchesFromFiles() {
        var config = new PipelineConfig(RandomModels.PIXELS, 4, 2, 1, 0, 1_000_000);
        int before = NativeBlocks.liveBlocks();
        try (StepProbe probe = probe(Unfreeze.ALL);
                BatchSource source = BatchSource.open(
                        config, DrawnScans.write(folder, 4, 32, 1).files());
                Pass pass = source.start(new int[] {0, 1, 2, 3})) {
            try (Batch batch = pass.next()) {
                assertThat(probe.step(batch)).isFinite();
            }
        }
        assertThat(NativeBlocks.liveBlocks()).isEqualTo(before);
    }

    @Test
    void shouldSayWhichLayersAreTrained() {
        try (StepProbe probe = probe(Unfreeze.ALL)) {
            assertThat(probe.trained()).contains("conv2d", "conv2d_1", "dense", "dense_1");
        }
        try (StepProbe probe = probe(new Unfreeze(1))) {
            assertThat(probe.trained()).containsExactly("dense_1");
        }
    }

    private static StepProbe probe(Unfreeze unfreeze) {
        return new StepProbe(
                RandomModels.TINY,
                RandomModels.PIXELS,
                unfreeze,
                AugmentationConfig.NOTEBOOK,
                AdamConfig.KERAS,
                SessionConfig.DEFAULT);
    }

    private static byte[] noise() {
        byte[] noise = new byte[3 * RandomModels.PIXELS.imageBytes()];
        new Random(1).nextBytes(noise);
        return noise;
    }
}
