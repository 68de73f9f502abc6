package dev.sulcus.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScoreWorkTest {
    @Test
    void shouldShowAThresholdWithFourDigits() {
        assertThat(ScoreWork.threshold(0.29029130935668945)).isEqualTo("0.2903");
        assertThat(ScoreWork.threshold(0.5)).isEqualTo("0.5");
        assertThat(ScoreWork.threshold(0.000012345)).isEqualTo("0.00001234");
    }
}
