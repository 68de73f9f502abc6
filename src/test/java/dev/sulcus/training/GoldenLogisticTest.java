package dev.sulcus.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sulcus.device.SessionConfig;
import dev.sulcus.model.LogisticConfig;
import dev.sulcus.support.Golden;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TUint8;

/** Against scikit-learn's LogisticRegression(C=1, solver="lbfgs", max_iter=1000, tol=1e-8). */
@Tag("native")
class GoldenLogisticTest {
    private static final int FEATURES = 1024;

    private final byte[] features = Golden.bytes(Golden.resource("logistic/features_u8.bin"));
    private final int[] labels = ints("labels");
    private final int[] train = ints("train_index");
    private final int[] test = ints("test_index");

    @Test
    void shouldGiveTheProbabilitiesOfTheReference() {
        assertThat(probabilities(1e-8)).containsExactly(reference(), within(1e-6));
    }

    @Test
    void shouldGiveThemWithTheDefaultToleranceToo() {
        assertThat(probabilities(LogisticConfig.DEFAULT.tolerance())).containsExactly(reference(), within(1e-3));
    }

    private double[] probabilities(double tolerance) {
        int[] trainLabels = Arrays.stream(train).map(row -> labels[row]).toArray();
        double[] ones = new double[train.length];
        Arrays.fill(ones, 1);
        try (TUint8 matrix = TUint8.tensorOf(Shape.of(train.length, FEATURES))) {
            for (int i = 0; i < train.length; i++) {
                matrix.asRawTensor().data().offset((long) i * FEATURES).write(features, train[i] * FEATURES, FEATURES);
            }
            try (var objective = new LogisticObjective(matrix, trainLabels, ones, 1, SessionConfig.DEFAULT)) {
                var solver = new Lbfgs(objective, LogisticConfig.DEFAULT.maxIterations(), tolerance);
                assertThat(solver.minimise(new double[FEATURES + 1], (i, value, point) -> true))
                        .isEqualTo(Lbfgs.End.CONVERGED);
                return Arrays.stream(test)
                        .mapToDouble(row -> probability(row, solver.point()))
                        .toArray();
            }
        }
    }

    private double probability(int row, double[] point) {
        double z = point[FEATURES];
        for (int i = 0; i < FEATURES; i++) {
            z += (features[row * FEATURES + i] & 0xff) / 255.0 * point[i];
        }
        return 1 / (1 + Math.exp(-z));
    }

    private static double[] reference() {
        var buffer = ByteBuffer.wrap(Golden.bytes(Golden.resource("logistic/test_probability.bin")))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asDoubleBuffer();
        double[] values = new double[buffer.remaining()];
        buffer.get(values);
        return values;
    }

    private static int[] ints(String name) {
        var buffer = ByteBuffer.wrap(Golden.bytes(Golden.resource("logistic/" + name + ".bin")))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asIntBuffer();
        int[] values = new int[buffer.remaining()];
        buffer.get(values);
        return values;
    }
}
