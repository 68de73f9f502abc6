package dev.sulcus.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.sulcus.device.ScoringEngine;
import dev.sulcus.device.SessionConfig;
import dev.sulcus.pipeline.PixelSpec;
import dev.sulcus.pipeline.Resampling;
import dev.sulcus.support.RandomModels;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TUint8;

/** What scoring with the fused engine leaves on the Java heap. */
@Tag("native")
class FusedMemberHeapTest {
    private static final PixelSpec PIXELS = new PixelSpec(32, 32, Resampling.AREA);
    private static final int QUERIES = 400;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @TempDir
    Path folder;

    @Test
    void shouldLeaveLittleForOnePictureAlone() {
        assertThat(bytesPerQuery(Views.PLAIN)).isLessThan(160);
    }

    @Test
    void shouldLeaveLittleForBothViewsOfOnePicture() {
        assertThat(bytesPerQuery(Views.FLIP)).isLessThan(200);
    }

    private long bytesPerQuery(Views views) {
        ModelBundle bundle = RandomModels.write(folder.resolve("m"), RandomModels.TINY, PIXELS, 3, 0);
        SessionConfig config = SessionConfig.DEFAULT;
        try (Classifier classifier = Classifier.open(List.of(bundle), views, config, ScoringEngine.FUSED);
                TUint8 first = picture();
                TUint8 second = picture()) {
            TUint8[] ready = {first, second};
            score(classifier, ready);
            long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
            score(classifier, ready);
            long after = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
            return (after - before) / QUERIES;
        }
    }

    private static void score(Classifier classifier, TUint8[] ready) {
        float[] out = new float[1];
        for (int i = 0; i < QUERIES; i++) {
            classifier.score(ready[i % ready.length], out, 0);
        }
    }

    private static TUint8 picture() {
        return TUint8.tensorOf(Shape.of(1, PIXELS.height(), PIXELS.width(), PixelSpec.CHANNELS));
    }
}
