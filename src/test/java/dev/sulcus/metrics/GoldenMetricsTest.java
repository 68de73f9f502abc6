package dev.sulcus.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 400 labels and probabilities with ties, and what scikit-learn says of them. */
class GoldenMetricsTest {
    private static JsonNode expected;
    private static JsonNode actual;
    private static int[] labels;
    private static double[] probabilities;

    @BeforeAll
    static void readReference() throws IOException {
        expected = new ObjectMapper().readTree(bytes("expected.json"));
        var labelBytes = ByteBuffer.wrap(bytes("labels.bin")).order(ByteOrder.LITTLE_ENDIAN);
        var scoreBytes = ByteBuffer.wrap(bytes("probabilities.bin")).order(ByteOrder.LITTLE_ENDIAN);
        labels = IntStream.range(0, 400).map(i -> labelBytes.getInt(4 * i)).toArray();
        probabilities = IntStream.range(0, 400)
                .mapToDouble(i -> scoreBytes.getDouble(8 * i))
                .toArray();
        double threshold = expected.get("threshold").asDouble();
        actual = new ObjectMapper()
                .valueToTree(BinaryMetrics.of(labels, probabilities, threshold, BootstrapConfig.DEFAULT));
    }

    @ParameterizedTest
    @CsvSource({
        "accuracy, /accuracy",
        "balanced_accuracy, /balancedAccuracy",
        "mcc, /mcc",
        "cohen_kappa, /cohenKappa",
        "roc_auc, /rocAuc",
        "average_precision, /averagePrecision",
        "brier, /brier",
        "log_loss_eps_1e-7, /logLoss",
        "specificity_at_sensitivity_0.95, /specificityAtSensitivity95"
    })
    void shouldEqualScikitLearn(String name, String pointer) {
        assertThat(actual.at(pointer).asDouble()).isCloseTo(expected.get(name).asDouble(), within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"precision", "recall", "f1", "support"})
    void shouldEqualScikitLearnPerClass(String name) {
        assertThat(actual.at("/negative/" + name).asDouble())
                .isCloseTo(expected.at("/" + name + "/0").asDouble(), within(1e-9));
        assertThat(actual.at("/positive/" + name).asDouble())
                .isCloseTo(expected.at("/" + name + "/1").asDouble(), within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"/0/0, trueNegative", "/0/1, falsePositive", "/1/0, falseNegative", "/1/1, truePositive"})
    void shouldEqualScikitLearnsConfusionMatrix(String place, String count) {
        assertThat(actual.at("/confusion/" + count).asInt())
                .isEqualTo(expected.at("/confusion" + place).asInt());
    }

    @Test
    void shouldEqualAnIndependentCalibrationError() {
        // Computed with fifteen lines of Python from the same file.
        assertThat(actual.at("/expectedCalibrationError").asDouble()).isCloseTo(0.1233225, within(1e-9));
    }

    private static byte[] bytes(String name) throws IOException {
        try (var in = GoldenMetricsTest.class.getResourceAsStream("/golden/metrics/" + name)) {
            return in.readAllBytes();
        }
    }
}
