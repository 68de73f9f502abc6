package dev.sulcus.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sulcus.device.Precision;
import org.junit.jupiter.api.Test;

class AgreeToleranceTest {
    @Test
    void shouldBeAsWideAsTheArithmeticThatWasAskedFor() {
        assertThat(AgreeTolerance.of(Precision.FLOAT32, false, false)).isEqualTo(AgreeTolerance.FLOAT32);
        assertThat(AgreeTolerance.of(Precision.FLOAT32, true, false)).isEqualTo(AgreeTolerance.CARD_FLOAT32);
        assertThat(AgreeTolerance.of(Precision.FLOAT32, true, true)).isEqualTo(AgreeTolerance.TF32);
        assertThat(AgreeTolerance.of(Precision.FLOAT16, true, false)).isEqualTo(AgreeTolerance.BFLOAT16);
        assertThat(AgreeTolerance.CARD_FLOAT32.probability()).isLessThan(AgreeTolerance.TF32.probability());
    }
}
