package dev.sulcus.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sulcus.report.ThresholdWords.Tuned;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThresholdWordsTest {
    @Test
    void shouldSayThatNinetyFivePercentOfFewTumoursIsAllOfThem() {
        assertThat(ThresholdWords.of(0.95, List.of(new Tuned(16, 16, 0.21), new Tuned(17, 17, 0.4))))
                .isEqualTo(
                        "95 % of the 16 to 17 tumours that chose a fold’s threshold means every one of them (16 of 16,"
                                + " 17 of 17), for one missed would be too many; the thresholds run from 0.210 to 0.400");
    }

    @Test
    void shouldCountWhereSomeMayBeMissed() {
        assertThat(ThresholdWords.of(0.95, List.of(new Tuned(38, 40, 0.3), new Tuned(39, 40, 0.3))))
                .contains("the 40 tumours", "means 38 of 40, 39 of 40;")
                .doesNotContain("every one");
    }
}
