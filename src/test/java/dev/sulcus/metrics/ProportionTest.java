package dev.sulcus.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sulcus.fault.Fault;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProportionTest {
    /** From scipy.stats: beta.ppf(0.025, h, n - h + 1), beta.ppf(0.975, h + 1, n - h), and binomtest's wilson. */
    @ParameterizedTest
    @CsvSource({
        "19, 20, 0.7512672372279722, 0.9987349105020502, 0.763868806553258, 0.9911185511992047",
        "20, 20, 0.8315665290169146, 1, 0.8388748419471808, 1",
        "0, 7, 0, 0.40961639722500337, 0, 0.35433043506668743",
        "57, 60, 0.8607567532789272, 0.9895676703556517, 0.8629948352365148, 0.9828504978356044"
    })
    void shouldEqualScipy(int hits, int count, double low, double high, double wilsonLow, double wilsonHigh) {
        Proportion share = Proportion.of(hits, count);
        assertThat(share.exact().low()).isCloseTo(low, within(1e-10));
        assertThat(share.exact().high()).isCloseTo(high, within(1e-10));
        assertThat(share.wilson().low()).isCloseTo(wilsonLow, within(1e-12));
        assertThat(share.wilson().high()).isCloseTo(wilsonHigh, within(1e-12));
    }

    @Test
    void shouldHoldTheShareInEveryInterval() {
        for (int count = 1; count <= 60; count++) {
            for (int hits = 0; hits <= count; hits++) {
                Proportion share = Proportion.of(hits, count);
                assertThat(share.exact().contains(share.value())).isTrue();
                assertThat(share.exact().low()).isLessThan(share.exact().high());
            }
        }
    }

    @Test
    void shouldBeUndefinedWithoutScans() {
        assertThat(Proportion.of(0, 0).value()).isNaN();
        assertThat(Proportion.of(0, 0).exact()).isEqualTo(Interval.UNDEFINED);
        assertThat(Proportion.of(0, 0).wilson()).isEqualTo(Interval.UNDEFINED);
    }

    @Test
    void shouldCountCopiesForLess() {
        // Korn and Graubard: n* = n · p(1-p)/(n-1) / (G/(G-1) · sum of (hits of group - p · size)² / n²), in NumPy.
        int[] hitsOfGroup = {4, 4, 3, 0, 4, 2, 4, 4, 4, 1};
        int[] groups = IntStream.range(0, 40).map(i -> i / 4).toArray();
        double[] calls = IntStream.range(0, 40)
                .mapToDouble(i -> i % 4 < hitsOfGroup[i / 4] ? 1 : 0)
                .toArray();
        int[] labels = IntStream.range(0, 40).map(i -> 1).toArray();
        Samples samples = Samples.at(0.5, labels, calls);
        Proportion share = Proportion.sensitivity(samples.inGroups(groups));
        assertThat(share.effectiveCount()).isCloseTo(13.846153846153848, within(1e-10));
        assertThat(share.exact().low()).isCloseTo(0.4529063215987398, within(1e-10));
        assertThat(share.exact().high()).isCloseTo(0.9363505764530136, within(1e-10));
        assertThat(Proportion.sensitivity(samples).effectiveCount()).isCloseTo(40, within(1e-10));
    }

    @Test
    void shouldCountGroupsWhereAllAreFound() {
        int[] labels = {1, 1, 1, 1, 0};
        Samples samples = Samples.at(0.5, labels, new double[] {1, 1, 1, 1, 0}).inGroups(new int[] {3, 3, 3, 5, 5});
        Proportion sensitivity = Proportion.sensitivity(samples);
        assertThat(sensitivity.effectiveCount()).isEqualTo(2);
        assertThat(sensitivity.exact().low())
                .isCloseTo(Proportion.of(2, 2).exact().low(), within(1e-12));
    }

    @Test
    void shouldTakeTheOtherLabelForSpecificity() {
        Samples samples = Samples.at(0.5, new int[] {1, 0, 0, 0}, new double[] {1, 1, 0, 0});
        assertThat(Proportion.specificity(samples).hits()).isEqualTo(2);
        assertThat(Proportion.specificity(samples).count()).isEqualTo(3);
    }

    @Test
    void shouldRefuseMoreHitsThanScans() {
        assertThatThrownBy(() -> Proportion.of(3, 2)).isInstanceOf(Fault.class).hasMessageContaining("hits is 3");
    }
}
