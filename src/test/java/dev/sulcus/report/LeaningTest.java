package dev.sulcus.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sulcus.dataset.ClassSummary;
import dev.sulcus.dataset.ClassWeights;
import dev.sulcus.dataset.ColorMode;
import dev.sulcus.dataset.DatasetSummary;
import dev.sulcus.dataset.DuplicateSummary;
import dev.sulcus.dataset.SizeSummary;
import dev.sulcus.dataset.Spread;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LeaningTest {
    private static final Spread SIDE = new Spread(10, 10, 10);

    @Test
    void shouldFindThatGreyMeansTumour() {
        Leaning leaning = Leaning.all(summary(of(0, 10, 90), of(1, 60, 40))).get(0);
        assertThat(leaning.property()).isEqualTo("colour mode");
        assertThat(leaning.value()).isEqualTo("GREY");
        assertThat(leaning.shareOfTumours()).isCloseTo(0.6, within(1e-12));
        assertThat(leaning.shareOfOthers()).isCloseTo(0.1, within(1e-12));
        // grey is called tumour: 60 of 100 tumours and 90 of 100 others are right
        assertThat(leaning.balancedAccuracy()).isCloseTo(0.75, within(1e-12));
    }

    @Test
    void shouldAddUpClassesOfOneLabel() {
        assertThat(Leaning.all(summary(of(0, 50, 50), of(1, 100, 0), of(1, 0, 100))))
                .isEmpty();
    }

    @Test
    void shouldBeSilentWhereALabelHasNoScan() {
        assertThat(Leaning.all(summary(of(1, 60, 40)))).isEmpty();
    }

    @Test
    void shouldBecomeAFindingWithItsFigures() {
        assertThat(Finding.of(summary(of(0, 10, 90), of(1, 60, 40)), null))
                .extracting(Finding::advice)
                .anyMatch(advice -> advice.contains("grey: 60.0\u202f% of the tumours, 10.0\u202f% of the others")
                        && advice.contains("right in 75.0\u202f%"));
    }

    private static ClassSummary of(int label, int grey, int rgb) {
        return new ClassSummary(
                "class",
                label,
                label == 1 ? "tumour" : "no tumour",
                grey + rgb,
                0.5,
                SIDE,
                SIDE,
                Map.of(),
                Map.of(ColorMode.GREY, grey, ColorMode.RGB, rgb),
                Map.of(),
                List.of());
    }

    private static DatasetSummary summary(ClassSummary... classes) {
        return new DatasetSummary(
                1,
                "scans",
                "f00d",
                200,
                100,
                List.of(classes),
                new ClassWeights(1, 1),
                new SizeSummary(SIDE, SIDE, 1),
                Map.of(),
                Map.of(),
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                new DuplicateSummary(200, 0, List.of(), List.of(), List.of()));
    }
}
