package dev.sulcus.metrics;

import static dev.sulcus.metrics.SampleFixtures.labels;
import static dev.sulcus.metrics.SampleFixtures.scores;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sulcus.fault.Fault;
import org.junit.jupiter.api.Test;

class LogLossTest {
    @Test
    void shouldBeTheMeanOfMinusLogOfWhatTheTruthWasGiven() {
        assertThat(LogLoss.of(labels(1, 0), scores(0.8, 0.4)))
                .isCloseTo(-(Math.log(0.8) + Math.log(0.6)) / 2, within(1e-15));
    }

    @Test
    void shouldClipACertainMistake() {
        assertThat(LogLoss.of(labels(1), scores(0))).isCloseTo(-Math.log(1e-7), within(1e-12));
        assertThat(LogLoss.of(labels(0), scores(1))).isCloseTo(-Math.log(1e-7), within(1e-8));
    }

    @Test
    void shouldBeUndefinedWithoutSamples() {
        assertThat(LogLoss.of(labels(), scores())).isNaN();
    }

    @Test
    void shouldRefuseNaN() {
        assertThatThrownBy(() -> LogLoss.of(labels(1), scores(Double.NaN))).isInstanceOf(Fault.class);
    }
}
