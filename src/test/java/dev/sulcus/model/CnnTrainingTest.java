package dev.sulcus.model;

import dev.sulcus.device.Precision;
import dev.sulcus.pipeline.PixelSpec;
import dev.sulcus.pipeline.Resampling;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is meant for a GPU gives the same gradients here, by a CPU's kernels. */
@Tag("native")
class CnnTrainingTest {
    private static final Network NETWORK =
            new Cnn(new CnnConfig(List.of(5, 7, 6), 9, 0), new PixelSpec(33, 38, Resampling.AREA));

    @Test
    void shouldWriteTheGradientsThatTensorFlowDerives() {
        WrittenGradients.compare(NETWORK, 33, 38, LayerPolicy.onCpu(Precision.FLOAT32), 1e-5);
    }

    /** On noise, where rounding decides which of four pixels is the largest. */
    @ParameterizedTest
    @CsvSource({"BFLOAT16, 0.1", "FLOAT16, 0.03"})
    void shouldWriteThemWithinTheRoundingOfSixteenBits(Precision precision, double share) {
        WrittenGradients.compare(NETWORK, 33, 38, LayerPolicy.onCpu(precision), share);
    }

    @ParameterizedTest
    @CsvSource({"FLOAT32, 1e-5", "BFLOAT16, 0.1", "FLOAT16, 0.03"})
    void shouldWriteTheSameByTheOperationsOfAGpu(Precision precision, double share) {
        WrittenGradients.compare(NETWORK, 33, 38, LayerPolicy.onGpu(precision, false), share);
    }
}
