package dev.sulcus.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sulcus.dataset.Grid.Box;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class GridTest {
    private static final Grid FOUR = new Grid(new double[] {0, 10, 20, 30, 40, 50, 60, 70}, 4, 2);

    @Test
    void shouldAverageWholePixels() {
        assertThat(FOUR.averaged(FOUR.whole(), 2, 1).values()).containsExactly(25, 45);
    }

    @Test
    void shouldCountPixelsThatACellCoversInPartInPart() {
        double[] cell = FOUR.averaged(new Box(0.5, 0, 2, 1), 1, 1).values();
        assertThat(cell[0]).isCloseTo((0.5 * 0 + 10) / 1.5, within(1e-12));
    }

    @Test
    void shouldTakeTheNearestPixelWhereCellsAreSmaller() {
        assertThat(FOUR.averaged(new Box(0, 0, 2, 1), 4, 1).values()).containsExactly(0, 0, 10, 10);
    }

    @Test
    void shouldKeepTheMeanWhateverTheLattice() {
        var random = new Random(4);
        double[] values = random.doubles(31 * 17, 0, 255).toArray();
        var grid = new Grid(values, 31, 17);
        double mean = DoubleStream.of(values).average().orElseThrow();
        for (int side = 1; side < 40; side += 3) {
            double[] cells = grid.averaged(grid.whole(), side, side + 2).values();
            assertThat(DoubleStream.of(cells).average().orElseThrow()).isCloseTo(mean, within(1e-9));
        }
    }
}
