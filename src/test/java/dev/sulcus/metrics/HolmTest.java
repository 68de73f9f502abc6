package dev.sulcus.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class HolmTest {
    @Test
    void shouldStepDown() {
        // 4 · 0.005; 3 · 0.01; 2 · 0.03; 1 · 0.04 raised to the one before.
        assertThat(Holm.adjust(0.01, 0.04, 0.03, 0.005))
                .containsExactly(new double[] {0.03, 0.06, 0.06, 0.02}, Offset.offset(1e-15));
    }

    @Test
    void shouldStayAtMostOne() {
        assertThat(Holm.adjust(0.6, 0.9)).containsExactly(1, 1);
    }

    @Test
    void shouldLeaveOneTestAsItIs() {
        assertThat(Holm.adjust(0.03)).containsExactly(0.03);
    }

    @Test
    void shouldNotCountTestsThatCouldNotBeMade() {
        assertThat(Holm.adjust(Double.NaN, 0.02, 0.5)).containsExactly(Double.NaN, 0.04, 0.5);
    }
}
