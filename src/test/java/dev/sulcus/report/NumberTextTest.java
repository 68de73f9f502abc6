package dev.sulcus.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sulcus.metrics.Interval;
import org.junit.jupiter.api.Test;

class NumberTextTest {
    @Test
    void shouldRoundRatiosToThreeDecimals() {
        assertThat(NumberText.ratio(0.8230000001)).isEqualTo("0.823");
        assertThat(NumberText.ratio(1)).isEqualTo("1.000");
        assertThat(NumberText.ratio(-0.25)).isEqualTo("−0.250");
    }

    @Test
    void shouldShowUndefinedAsADash() {
        assertThat(NumberText.ratio(Double.NaN)).isEqualTo("–");
        assertThat(NumberText.percent(Double.NaN)).isEqualTo("–");
        assertThat(NumberText.number(Double.NaN)).isEqualTo("–");
        assertThat(NumberText.interval(new Interval(Double.NaN, Double.NaN))).isEqualTo("–");
    }

    @Test
    void shouldShowInfinity() {
        assertThat(NumberText.ratio(Double.POSITIVE_INFINITY)).isEqualTo("∞");
        assertThat(NumberText.number(Double.NEGATIVE_INFINITY)).isEqualTo("−∞");
    }

    @Test
    void shouldShowBothEndsOfAnInterval() {
        assertThat(NumberText.interval(new Interval(0.7421, 0.9034))).isEqualTo("0.742–0.903");
    }

    @Test
    void shouldKeepFourSignificantDigits() {
        assertThat(NumberText.number(0.00030000000000000003)).isEqualTo("0.0003");
        assertThat(NumberText.number(1.2848101265822784)).isEqualTo("1.285");
        assertThat(NumberText.number(1920)).isEqualTo("1920");
        assertThat(NumberText.number(0)).isEqualTo("0");
        assertThat(NumberText.number(1.234e-8)).isEqualTo("1.23e-8");
    }

    @Test
    void shouldPartThousandsOfCounts() {
        assertThat(NumberText.count(1311)).isEqualTo("1,311");
        assertThat(NumberText.plural(1, "group", "groups")).isEqualTo("1 group");
        assertThat(NumberText.plural(0, "group", "groups")).isEqualTo("0 groups");
    }

    @Test
    void shouldChooseTheUnitOfBytes() {
        assertThat(NumberText.bytes(999)).isEqualTo("999 bytes");
        assertThat(NumberText.bytes(8_613_220)).isEqualTo("8.6 MB");
        assertThat(NumberText.bytes(2_500_000_000L)).isEqualTo("2.50 GB");
    }
}
