package dev.sulcus.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sulcus.fault.Fault;
import org.junit.jupiter.api.Test;

class HeatMapTest {
    private static final HeatAxis ROWS = new HeatAxis(2, 10, 20);
    private static final HeatAxis COLUMNS = new HeatAxis(3, 5, 10);

    private final HeatMap map = new HeatMap(new float[] {0, 0.25f, 0.5f, 0.5f, 1, 0}, ROWS, COLUMNS);

    @Test
    void shouldSayWhichPixelThePeakLooksAt() {
        assertThat(map.peakRow()).isEqualTo(30);
        assertThat(map.peakColumn()).isEqualTo(15);
    }

    @Test
    void shouldBeBilinearBetweenCellsAndFlatBeyond() {
        assertThat(map.at(10, 5)).isZero();
        assertThat(map.at(30, 15)).isEqualTo(1);
        assertThat(map.at(20, 10)).isEqualTo((0 + 0.25f + 0.5f + 1) / 4);
        assertThat(map.at(0, 100)).isEqualTo(0.5f);
        assertThat(map.at(100, 0)).isEqualTo(0.5f);
    }

    @Test
    void shouldWorkWithASingleCell() {
        var single = new HeatMap(new float[] {0.75f}, new HeatAxis(1, 10, 32), new HeatAxis(1, 10, 32));
        assertThat(single.at(3, 99)).isEqualTo(0.75f);
    }

    @Test
    void shouldBeBlankWhereNothingMatters() {
        assertThat(new HeatMap(new float[6], ROWS, COLUMNS).blank()).isTrue();
        assertThat(map.blank()).isFalse();
    }

    @Test
    void shouldRefuseAnotherNumberOfValues() {
        assertThatThrownBy(() -> new HeatMap(new float[5], ROWS, COLUMNS)).isInstanceOf(Fault.class);
    }
}
