package dev.sulcus.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sulcus.device.SessionConfig;
import dev.sulcus.fault.Fault;
import dev.sulcus.support.RandomModels;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("native")
class ScoreProbeTest {
    @TempDir
    Path folder;

    @Test
    void shouldScoreTheSamePictureInABatchOfAnySize() {
        byte[] noise = new byte[4 * RandomModels.PIXELS.imageBytes()];
        new Random(1).nextBytes(noise);
        try (Classifier classifier = Classifier.open(RandomModels.tiny(folder.resolve("m"), 5), SessionConfig.DEFAULT);
                var probe = new ScoreProbe(classifier, RandomModels.PIXELS, noise, 1, 2, 4)) {
            assertThat(probe.pictures()).isEqualTo(4);
            double sum = probe.score(0, 4);
            float third = probe.answer(2);
            assertThat(probe.score(2, 1)).isCloseTo(third, within(1e-6));
            assertThat(probe.score(6, 1)).as("round and round").isCloseTo(third, within(1e-6));
            assertThat(probe.score(0, 2) + probe.score(1, 2)).isCloseTo(sum, within(1e-5));
            assertThatThrownBy(() -> probe.score(0, 3)).isInstanceOf(Fault.class);
        }
    }

    @Test
    void shouldRefuseASizeOutOfRange() {
        assertThatThrownBy(() -> new ScoreProbe(null, RandomModels.PIXELS, new byte[0], 0))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("batch is 0 pictures; it must be 1 to 4096");
    }
}
