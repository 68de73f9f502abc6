package dev.sulcus.shortcut;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sulcus.dataset.Scan;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FactTest {
    private static final List<Scan> SCANS = MadeUpScans.dataset(200, 0, 0, 1).scans();

    @Test
    void shouldGiveEveryValueABinWhereTheyAreFew() {
        Fact fact = Fact.number("n", SCANS, scan -> SCANS.indexOf(scan) % 5 * 10.0);
        assertThat(fact.count()).isEqualTo(5);
        assertThat(fact.bins()[7]).isEqualTo(2);
    }

    @Test
    void shouldBinNumbersInOrderAndEvenly() {
        Fact fact = Fact.number("n", SCANS, scan -> Math.exp(SCANS.indexOf(scan) / 10.0));
        assertThat(fact.count()).isEqualTo(Fact.MOST_BINS);
        assertThat(fact.bins()).isSorted();
        assertThat(Arrays.stream(fact.bins()).filter(bin -> bin == 9).count()).isBetween(3L, 4L);
    }

    @Test
    void shouldPutTheUnknownBelowAllNumbers() {
        Fact fact = Fact.number("n", SCANS, scan -> SCANS.indexOf(scan) == 0 ? Double.NaN : -1e9);
        assertThat(fact.bins()[0]).isZero();
        assertThat(fact.bins()[1]).isEqualTo(1);
    }

    @Test
    void shouldPoolTheRarestKinds() {
        Map<Scan, Integer> place = new HashMap<>();
        SCANS.forEach(scan -> place.put(scan, place.size()));
        Fact fact = Fact.kind("k", SCANS, scan -> place.get(scan) < 100 ? 0 : place.get(scan));
        assertThat(fact.count()).isEqualTo(Fact.MOST_BINS);
        assertThat(fact.bins()).startsWith(0, 0).contains(Fact.MOST_BINS - 1);
    }

    @Test
    void shouldCallAFactConstantThatNeverDiffers() {
        assertThat(Fact.kind("k", SCANS, scan -> "one").constant()).isTrue();
        assertThat(FactTable.of(SCANS).facts())
                .extracting(Fact::name)
                .contains("width")
                .doesNotContain("format");
    }
}
