package dev.sulcus.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SplitTest {
    private static final Dataset DATA = ScanFixtures.dataset(2, 2);
    private static final Split SPLIT = new Split("grouped:0.5", 7, new int[] {0, 2}, new int[] {1, 3});

    @Test
    void shouldHashTheSameHoweverTheDataIsListed() {
        var listed = new Dataset(
                DATA.root(),
                DATA.roles(),
                List.of(
                        DATA.scans().get(3),
                        DATA.scans().get(2),
                        DATA.scans().get(1),
                        DATA.scans().get(0)),
                List.of());
        var same = new Split(SPLIT.rule(), SPLIT.seed(), new int[] {1, 3}, new int[] {0, 2});
        assertThat(same.hash(listed)).isEqualTo(SPLIT.hash(DATA));
    }

    @Test
    void shouldHashRuleSeedAndBothParts() {
        assertThat(List.of(
                        SPLIT.hash(DATA),
                        new Split("grouped:0.6", 7, SPLIT.training(), SPLIT.validation()).hash(DATA),
                        new Split("grouped:0.5", 8, SPLIT.training(), SPLIT.validation()).hash(DATA),
                        new Split("grouped:0.5", 7, SPLIT.validation(), SPLIT.training()).hash(DATA),
                        new Split("grouped:0.5", 7, new int[] {0}, SPLIT.validation()).hash(DATA)))
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldCountValidationScansWhoseGroupAlsoTrains() {
        var split = new Split("keras:0.5", 0, new int[] {0, 1, 2}, new int[] {3, 4, 5});
        int[] groupOf = {0, 1, 1, 1, 1, 2};
        assertThat(split.crossings(scan -> groupOf[scan])).isEqualTo(2);
        assertThat(split.crossings(ScanFixtures.single())).isZero();
    }

    @Test
    void shouldRefusePartsThatShareAScanOrDoNotAscend() {
        assertThatThrownBy(() -> new Split("keras:0.5", 0, new int[] {0, 1}, new int[] {1}))
                .hasMessageContaining("scan 1 is in both parts");
        assertThatThrownBy(() -> new Split("keras:0.5", 0, new int[] {1, 0}, new int[] {2}))
                .hasMessageContaining("training must ascend");
    }
}
