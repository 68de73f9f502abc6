package dev.sulcus.phantom;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DrawsTest {
    private static final int MANY = 20_000;

    @Test
    void shouldStayBetweenTheBoundsWithTheirMiddleAsMean() {
        var draws = new Draws(1, "a");
        double sum = 0;
        for (int i = 0; i < MANY; i++) {
            double value = draws.between(2, 4);
            assertThat(value >= 2 && value < 4).isTrue();
            sum += value;
        }
        assertThat(sum / MANY).isBetween(2.98, 3.02);
    }

    @Test
    void shouldGiveTheBellMeanZeroAndDeviationOne() {
        var draws = new Draws(2, "a");
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < MANY; i++) {
            double value = draws.bell();
            sum += value;
            squares += value * value;
        }
        assertThat(sum / MANY).isBetween(-0.03, 0.03);
        assertThat(squares / MANY).isBetween(0.96, 1.04);
    }

    @Test
    void shouldPartTheStreamsByPurposeAndSeed() {
        long one = new Draws(3, "pose").next();
        assertThat(new Draws(3, "pose").next()).isEqualTo(one);
        assertThat(new Draws(3, "noise").next()).isNotEqualTo(one);
        assertThat(new Draws(4, "pose").next()).isNotEqualTo(one);
    }
}
