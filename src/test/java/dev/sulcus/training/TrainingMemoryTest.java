package dev.sulcus.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sulcus.dataset.SplitPart;
import dev.sulcus.device.NativeBlocks;
import dev.sulcus.device.SessionConfig;
import dev.sulcus.model.AugmentationConfig;
import dev.sulcus.model.Cnn;
import dev.sulcus.model.CnnConfig;
import dev.sulcus.pipeline.Batch;
import dev.sulcus.pipeline.BatchSource;
import dev.sulcus.pipeline.Pass;
import dev.sulcus.pipeline.PipelineConfig;
import dev.sulcus.pipeline.PixelSpec;
import dev.sulcus.pipeline.Resampling;
import dev.sulcus.support.DrawnScans;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("native")
class TrainingMemoryTest {
    private static final PixelSpec PIXELS = new PixelSpec(64, 64, Resampling.AREA);
    private static final CnnConfig NETWORK = new CnnConfig(java.util.List.of(8, 8), 256, 0.5);
    private static final int BATCH = 64;
    private static final int WARM_UP = 50;
    private static final int STEPS = 200;

    /** One leaked batch per step would be 118 MB over 150 steps, one leaked set of weights 240 MB. */
    @TempDir
    Path folder;

    @Test
    void shouldNeedNoMoreMemoryAfterTwoHundredSteps() {
        SplitPart scans = DrawnScans.write(folder, BATCH * 2, 64, 9);
        int blocksBefore = NativeBlocks.liveBlocks();
        long bytesBefore = NativeBlocks.liveBytes();
        var pipeline = new PipelineConfig(PIXELS, BATCH, 3, 2, 0, PipelineConfig.DEFAULT_MAX_PIXELS);
        try (var source = BatchSource.open(pipeline, scans.files());
                var graph = new TrainingGraph(
                        new Cnn(NETWORK, PIXELS),
                        PIXELS,
                        AugmentationConfig.NONE,
                        AdamConfig.KERAS,
                        SessionConfig.DEFAULT);
                var feeds = new StepFeeds(BATCH)) {
            graph.initialize(1);
            train(source, graph, feeds, scans, 1, WARM_UP);
            long blockBytes = NativeBlocks.liveBytes();
            long resident = settledBytes();
            train(source, graph, feeds, scans, WARM_UP + 1, STEPS);
            assertThat(NativeBlocks.liveBytes()).isEqualTo(blockBytes);
        }
        assertThat(NativeBlocks.liveBlocks()).isEqualTo(blocksBefore);
        assertThat(NativeBlocks.liveBytes()).isEqualTo(bytesBefore);
    }

    /** Two steps a pass; after each pass the weights are fetched, as when the best are kept. */
    private static void train(
            BatchSource source, TrainingGraph graph, StepFeeds feeds, SplitPart scans, int first, int last) {
        int[] all = IntStream.range(0, scans.size()).toArray();
        int step = first;
        while (step <= last) {
            try (Pass pass = source.start(all)) {
                for (Batch next = pass.next(); next != null; next = pass.next()) {
                    try (Batch batch = next) {
                        for (int row = 0; row < BATCH; row++) {
                            feeds.set(row, scans.labels()[batch.sample(row)], 1);
                        }
                        graph.step(batch.images(), feeds, 1e-3, 1, step);
                        step++;
                    }
                }
            }
            graph.weights().close();
        }
    }

    /** The process' resident memory once garbage is collected. */
    private static long settledBytes() {
        System.gc();
        return Pointer.physicalBytes();
    }
}
