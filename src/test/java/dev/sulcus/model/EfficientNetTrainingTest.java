package dev.sulcus.model;

import dev.sulcus.device.Precision;
import dev.sulcus.pipeline.PixelSpec;
import dev.sulcus.pipeline.Resampling;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** With stored statistics; {@link EfficientNetGradientTest} has those of the batch. */
@Tag("native")
class EfficientNetTrainingTest {
    private static final Network NETWORK =
            new EfficientNet(new EfficientNetConfig(0, 0), new PixelSpec(70, 64, Resampling.AREA));

    @Test
    void shouldWriteTheGradientsThatTensorFlowDerives() {
        WrittenGradients.compare(NETWORK, 70, 64, Precision.FLOAT32, 1e-3);
    }

    @Test
    void shouldWriteThemWithinTheRoundingOfBfloat16() {
        WrittenGradients.compare(NETWORK, 70, 64, Precision.BFLOAT16, 0.3);
    }
}
