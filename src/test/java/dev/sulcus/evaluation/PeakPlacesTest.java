package dev.sulcus.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sulcus.evaluation.PeakPlaces.Lesion;
import java.util.List;
import org.junit.jupiter.api.Test;

class PeakPlacesTest {
    // Boxes of 20×10 in scans of 100×50: a 25th of the area; cells of 8×4.
    private static final Lesion HIT = lesion(50, 25, 41, 29);
    private static final Lesion NEAR = lesion(50, 25, 62, 25);
    private static final Lesion FAR = lesion(20, 10, 90, 45);
    private static final Lesion BLANK = lesion(50, 25, Double.NaN, Double.NaN);

    @Test
    void shouldCountPeaksInTheBoxAndInTheBoxGrownByHalfACell() {
        PeakPlaces places = PeakPlaces.of(List.of(HIT, NEAR, FAR, BLANK));
        assertThat(places.lesions()).isEqualTo(4);
        assertThat(places.inBox()).isEqualTo(0.25);
        assertThat(places.inGrownBox()).isEqualTo(0.5);
    }

    @Test
    void shouldSayWhatAPeakAnywhereWouldReach() {
        PeakPlaces places = PeakPlaces.of(List.of(HIT, NEAR));
        assertThat(places.boxShare()).isCloseTo(20 * 10 / 5000.0, within(1e-12));
        assertThat(places.grownBoxShare()).isCloseTo(28 * 14 / 5000.0, within(1e-12));
    }

    @Test
    void shouldCountOnlyWhatOfABoxLiesInThePicture() {
        assertThat(PeakPlaces.of(List.of(lesion(0, 0, 50, 25))).boxShare()).isCloseTo(10 * 5 / 5000.0, within(1e-12));
    }

    @Test
    void shouldTryThePeaksOfTheOtherScans() {
        // HIT's peak lies in NEAR's box too; NEAR's peak in neither; FAR's in neither; none in FAR's box.
        assertThat(PeakPlaces.of(List.of(HIT, NEAR, FAR)).elsewhereInBox()).isCloseTo(1 / 6.0, within(1e-12));
    }

    @Test
    void shouldTryThemAtTheSamePartOfWidthAndHeight() {
        var twice = new Lesion(200, 100, 100, 50, 20, 10, 5, 5, 16, 8);
        assertThat(PeakPlaces.of(List.of(HIT, twice)).elsewhereInBox()).isCloseTo(1 / 2.0, within(1e-12));
    }

    @Test
    void shouldBeUndefinedWithoutLesions() {
        PeakPlaces none = PeakPlaces.of(List.of());
        assertThat(none.inBox()).isNaN();
        assertThat(none.boxShare()).isNaN();
        assertThat(none.elsewhereInBox()).isNaN();
    }

    private static Lesion lesion(double x, double y, double peakX, double peakY) {
        return new Lesion(100, 50, x, y, 10, 5, peakX, peakY, 8, 4);
    }
}
