package dev.sulcus.model;

import dev.sulcus.device.Precision;
import dev.sulcus.pipeline.PixelSpec;
import dev.sulcus.pipeline.Resampling;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("native")
class CnnTrainingTest {
    private static final Network NETWORK =
            new Cnn(new CnnConfig(List.of(5, 7, 6), 9, 0), new PixelSpec(33, 38, Resampling.AREA));

    @Test
    void shouldWriteTheGradientsThatTensorFlowDerives() {
        WrittenGradients.compare(NETWORK, 33, 38, Precision.FLOAT32, 1e-5);
    }

    /** On noise, where rounding decides which of four pixels is the largest. */
    @Test
    void shouldWriteThemWithinTheRoundingOfBfloat16() {
        WrittenGradients.compare(NETWORK, 33, 38, Precision.BFLOAT16, 0.1);
    }
}
