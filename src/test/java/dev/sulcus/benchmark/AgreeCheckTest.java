package dev.sulcus.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AgreeCheckTest {
    private static final double[] EXPECTED = {1, -4, 0.5};
    private static final double[] OWN = {1.1, -4, 0.5};

    @Test
    void shouldMeasureEachKindOfDifference() {
        assertThat(AgreeCheck.absolute("x", "a", OWN, "b", EXPECTED, 1).difference())
                .isCloseTo(0.1, within(1e-12));
        assertThat(AgreeCheck.scaled("x", "a", OWN, "b", EXPECTED, 1).difference())
                .isCloseTo(0.025, within(1e-12));
        assertThat(AgreeCheck.relative("x", "a", new double[] {1, -3, 0.5}, "b", EXPECTED, 1)
                        .difference())
                .isCloseTo(0.25, within(1e-12));
    }

    @Test
    void shouldPassUpToWhatIsAllowed() {
        assertThat(AgreeCheck.absolute("x", "a", new double[] {2}, "b", new double[] {1.5}, 0.5)
                        .passed())
                .isTrue();
        assertThat(AgreeCheck.absolute("x", "a", OWN, "b", EXPECTED, 0.09).passed())
                .isFalse();
        assertThat(AgreeCheck.relative("x", "a", EXPECTED, "b", EXPECTED, 0).passed())
                .isTrue();
    }

    @Test
    void shouldNotPassWhatIsUndefined() {
        double[] spoilt = {1, Double.NaN, 0.5};
        for (AgreeCheck check : new AgreeCheck[] {
            AgreeCheck.absolute("x", "a", spoilt, "b", EXPECTED, 1),
            AgreeCheck.relative("x", "a", EXPECTED, "b", spoilt, 1),
            AgreeCheck.absolute("x", "a", new double[] {1}, "b", EXPECTED, 1),
            AgreeCheck.absolute("x", "a", new double[0], "b", new double[0], 1)
        }) {
            assertThat(check.passed()).isFalse();
            assertThat(check.difference()).isNaN();
        }
    }
}
