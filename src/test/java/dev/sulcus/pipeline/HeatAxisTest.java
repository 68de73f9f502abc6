package dev.sulcus.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeatAxisTest {
    @Test
    void shouldPutTheLastConvolutionOfTheNotebooksNetworkWhereItLooks() {
        HeatAxis axis = HeatAxis.pixels(224)
                .valid(3, 1)
                .valid(2, 2)
                .valid(3, 1)
                .valid(2, 2)
                .valid(3, 1);
        assertThat(axis).isEqualTo(new HeatAxis(52, 8.5, 4));
        assertThat(axis.pixel(51)).isEqualTo(212.5);
    }

    /** Against the receptive field itself, followed layer by layer as an interval of pixels. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldLookAtTheMiddleOfTheReceptiveField(long seed) {
        var random = new Random(seed);
        HeatAxis axis = HeatAxis.pixels(40 + random.nextInt(60));
        List<double[]> fields = new ArrayList<>();
        for (int i = 0; i < axis.cells(); i++) {
            fields.add(new double[] {i, i});
        }
        for (int layer = 0; layer < 4; layer++) {
            int kernel = 1 + random.nextInt(5);
            int step = 1 + random.nextInt(2);
            boolean padded = random.nextBoolean();
            int cells = padded ? (fields.size() + step - 1) / step : (fields.size() - kernel) / step + 1;
            int before = padded ? Math.max(0, (cells - 1) * step + kernel - fields.size()) / 2 : 0;
            fields = fields(fields, cells, kernel, step, before);
            axis = padded ? axis.same(kernel, step) : axis.valid(kernel, step);
        }
        assertThat(axis.cells()).isEqualTo(fields.size());
        for (int cell = 0; cell < fields.size(); cell++) {
            double[] field = fields.get(cell);
            assertThat(axis.pixel(cell)).as("cell %d", cell).isEqualTo((field[0] + field[1]) / 2);
        }
    }

    @Test
    void shouldLetTheOutermostCellsAnswerForWhatLiesBeyond() {
        var axis = new HeatAxis(7, 31, 32);
        assertThat(axis.cell(0)).isZero();
        assertThat(axis.cell(47)).isEqualTo(0.5);
        assertThat(axis.cell(500)).isEqualTo(6);
    }

    /** What each cell of the next layer sees; beyond the edge the pixels go on, for padding is seen too. */
    private static List<double[]> fields(List<double[]> below, int cells, int kernel, int step, int before) {
        double stride = below.size() > 1 ? below.get(1)[0] - below.get(0)[0] : 1;
        var fields = new ArrayList<double[]>();
        for (int cell = 0; cell < cells; cell++) {
            int from = cell * step - before;
            int to = from + kernel - 1;
            fields.add(new double[] {below.get(0)[0] + from * stride, below.get(0)[1] + to * stride});
        }
        return fields;
    }
}
