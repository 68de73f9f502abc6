package dev.sulcus.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sulcus.device.NativeBlocks;
import dev.sulcus.device.SessionConfig;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TUint8;

@Tag("native")
class LogisticObjectiveTest {
    private static final int ROWS = 23;
    private static final int FEATURES = 17;

    private final Random random = new Random(5);
    private final byte[] pixels = new byte[ROWS * FEATURES];
    private final int[] labels = random.ints(ROWS, 0, 2).toArray();
    private final double[] weights = random.doubles(ROWS, 0.5, 2).toArray();
    private final double[] point = random.doubles(FEATURES + 1, -1, 1).toArray();

    LogisticObjectiveTest() {
        random.nextBytes(pixels);
    }

    @Test
    void shouldGiveTheValueThatThePlainFormulaGives() {
        double[] gradient = new double[FEATURES + 1];
        try (var objective = objective()) {
            assertThat(objective.at(point, gradient)).isCloseTo(plain(point), within(1e-12));
        }
    }

    @Test
    void shouldGiveTheGradientOfThatValue() {
        double[] gradient = new double[FEATURES + 1];
        try (var objective = objective()) {
            objective.at(point, gradient);
        }
        for (int i = 0; i <= FEATURES; i++) {
            double[] up = point.clone();
            double[] down = point.clone();
            up[i] += 1e-5;
            down[i] -= 1e-5;
            assertThat(gradient[i]).as("component %d", i).isCloseTo((plain(up) - plain(down)) / 2e-5, within(1e-6));
        }
    }

    @Test
    void shouldStayFiniteWhereTheLogitsAreHuge() {
        double[] gradient = new double[FEATURES + 1];
        double[] far = Arrays.stream(point).map(w -> w * 1e4).toArray();
        try (var objective = objective()) {
            assertThat(objective.at(far, gradient)).isFinite().isCloseTo(plain(far), within(1e-3));
            assertThat(gradient).doesNotContain(Double.NaN);
        }
    }

    @Test
    void shouldFreeWhatItTook() {
        long before = NativeBlocks.liveBytes();
        objective().close();
        assertThat(NativeBlocks.liveBytes()).isEqualTo(before);
    }

    private LogisticObjective objective() {
        try (TUint8 matrix = TUint8.tensorOf(Shape.of(ROWS, FEATURES))) {
            matrix.asRawTensor().data().write(pixels);
            return new LogisticObjective(matrix, labels, weights, 2, SessionConfig.DEFAULT);
        }
    }

    /** Σ wᵢ·(log(1 + e^z) − y·z) + ½‖w‖²/C with C = 2. */
    private double plain(double[] at) {
        double value = 0;
        for (int row = 0; row < ROWS; row++) {
            double z = at[FEATURES];
            for (int i = 0; i < FEATURES; i++) {
                z += (pixels[row * FEATURES + i] & 0xff) / 255.0 * at[i];
            }
            value += weights[row] * (Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))) - labels[row] * z);
        }
        for (int i = 0; i < FEATURES; i++) {
            value += at[i] * at[i] / 4;
        }
        return value;
    }
}
