package dev.sulcus.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What decoding leaves on the Java heap. */
@Tag("native")
@Timeout(60)
class BatchSourceHeapTest {
    private static final PixelSpec PIXELS = new PixelSpec(32, 48, Resampling.AREA);
    private static final long ALL = Long.MAX_VALUE;

    @TempDir
    private Path folder;

    private List<Path> files;

    @BeforeEach
    void draw() {
        files = DrawnScans.write(folder, 11);
    }

    @Test
    void shouldAllocateNothingPerImageOnceAllIsCached() {
        int passes = 100;
        try (BatchSource source = open(4, 3, ALL)) {
            for (int i = 0; i < 10; i++) {
                drain(source);
            }
            long before = bytesAllocatedByWorkers();
            for (int i = 0; i < passes; i++) {
                drain(source);
            }
            long perImage = (bytesAllocatedByWorkers() - before) / passes / files.size();
            assertThat(perImage).isLessThan(16);
        }
    }

    @Test
    void shouldAllocateLittlePerImageWhileStreaming() {
        int passes = 60;
        try (BatchSource source = open(4, 3, 0)) {
            for (int i = 0; i < 60; i++) {
                drain(source);
            }
            long before = bytesAllocatedByWorkers();
            for (int i = 0; i < passes; i++) {
                drain(source);
            }
            assertThat((bytesAllocatedByWorkers() - before) / passes / files.size())
                    .isLessThan(200);
        }
    }

    @Test
    void shouldAllocateLittlePerImageWhereTheHeadIsCutOut() {
        var head = new PixelSpec(32, 48, Resampling.AREA, Region.HEAD, Fit.PAD, Tone.STANDARD);
        int passes = 60;
        try (BatchSource source = BatchSource.open(new PipelineConfig(head, 4, 3, 2, 0, 1_000_000), files)) {
            for (int i = 0; i < 60; i++) {
                drain(source);
            }
            long before = bytesAllocatedByWorkers();
            for (int i = 0; i < passes; i++) {
                drain(source);
            }
            assertThat((bytesAllocatedByWorkers() - before) / passes / files.size())
                    .isLessThan(200);
        }
    }

    private BatchSource open(int batchSize, int slots, long budget) {
        return BatchSource.open(new PipelineConfig(PIXELS, batchSize, slots, 2, budget, 1_000_000), files);
    }

    private int[] inOrder() {
        return IntStream.range(0, files.size()).toArray();
    }

    private void drain(BatchSource source) {
        try (Pass pass = source.start(inOrder())) {
            for (Batch batch = pass.next(); batch != null; batch = pass.next()) {
                batch.close();
            }
        }
    }

    private static long bytesAllocatedByWorkers() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("sulcus-decode-"))
                .mapToLong(thread -> threads.getThreadAllocatedBytes(thread.getId()))
                .sum();
    }
}
