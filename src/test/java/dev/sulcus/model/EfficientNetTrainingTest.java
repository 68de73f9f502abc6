package dev.sulcus.model;

import dev.sulcus.device.Precision;
import dev.sulcus.pipeline.PixelSpec;
import dev.sulcus.pipeline.Resampling;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * With stored statistics; {@link EfficientNetGradientTest} has those of the batch. What is meant for a GPU gives the same
 * gradients here, by a CPU's kernels.
 */
@Tag("native")
class EfficientNetTrainingTest {
    private static final Network NETWORK =
            new EfficientNet(new EfficientNetConfig(0, 0), new PixelSpec(70, 64, Resampling.AREA));

    @Test
    void shouldWriteTheGradientsThatTensorFlowDerives() {
        WrittenGradients.compare(NETWORK, 70, 64, LayerPolicy.onCpu(Precision.FLOAT32), 1e-3);
    }

    /** Of the three largest activations, which 112,000 and 36,000 numbers make. */
    @Test
    void shouldWriteTheSameWithCompiledPasses() {
        LayerPolicy policy = LayerPolicy.onCpu(Precision.FLOAT32).compiledFrom(30_000);
        WrittenGradients.compare(NETWORK, 70, 64, policy, 1e-3);
    }

    /** Eight bits of mantissa, eleven bits. */
    @ParameterizedTest
    @CsvSource({"BFLOAT16, 0.3", "FLOAT16, 0.1"})
    void shouldWriteThemWithinTheRoundingOfSixteenBits(Precision precision, double share) {
        WrittenGradients.compare(NETWORK, 70, 64, LayerPolicy.onCpu(precision), share);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldWriteTheSameByTheOperationsOfAGpu(boolean deterministic) {
        WrittenGradients.compare(NETWORK, 70, 64, LayerPolicy.onGpu(Precision.FLOAT32, deterministic), 1e-3);
    }

    @ParameterizedTest
    @CsvSource({"BFLOAT16, 0.3", "FLOAT16, 0.1"})
    void shouldWriteThemInSixteenBitsByTheOperationsOfAGpu(Precision precision, double share) {
        WrittenGradients.compare(NETWORK, 70, 64, LayerPolicy.onGpu(precision, false), share);
    }
}
