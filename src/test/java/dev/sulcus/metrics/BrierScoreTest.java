package dev.sulcus.metrics;

import static dev.sulcus.metrics.SampleFixtures.labels;
import static dev.sulcus.metrics.SampleFixtures.scores;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BrierScoreTest {
    @Test
    void shouldBeTheMeanSquaredMiss() {
        assertThat(BrierScore.of(labels(1, 0), scores(0.75, 0.5))).isEqualTo((0.0625 + 0.25) / 2);
    }

    @Test
    void shouldBeUndefinedWithoutSamples() {
        assertThat(BrierScore.of(labels(), scores())).isNaN();
    }
}
