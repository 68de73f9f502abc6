package dev.sulcus.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sulcus.report.EnteredPixels.Values;
import java.util.List;
import org.junit.jupiter.api.Test;

class EnteredPixelsTest {
    private static final Values BYTES = new Values(0, 255, 255, List.of(60.0, 61.0, 62.0));
    private static final Values SCALED = new Values(-2.1, 2.6, 4.4, List.of(-1.0, -0.9, -0.7));

    @Test
    void shouldFindNothingWrongWithWhatIsMeantToBe() {
        assertThat(EnteredPixels.of(9, "scans", BYTES, SCALED, null).warnings()).isEmpty();
        var unit = new Values(0, 1, 1, List.of(0.2, 0.2, 0.2));
        assertThat(EnteredPixels.of(9, "scans", BYTES, unit, null).warnings()).isEmpty();
    }

    @Test
    void shouldWarnOfPixelsThatWereScaledTwice() {
        var twice = new Values(-2.12, -1.79, 0.017, List.of(-2.1, -2.0, -1.8));
        assertThat(EnteredPixels.of(9, "scans", BYTES, twice, null).warnings())
                .singleElement()
                .asString()
                .contains("within 0.017 of each other", "scaled twice");
    }

    @Test
    void shouldWarnOfPixelsThatWereDividedBeforehand() {
        var divided = new Values(0, 1, 1, List.of(0.2, 0.2, 0.2));
        assertThat(EnteredPixels.of(9, "scans", divided, SCALED, null).warnings())
                .singleElement()
                .asString()
                .contains("no higher than 1.000 of 255");
    }
}
