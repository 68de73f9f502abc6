package dev.sulcus.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sulcus.fault.Fault;
import dev.sulcus.fault.FaultKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PipelineConfigTest {
    private static final PixelSpec PIXELS = new PixelSpec(16, 16, Resampling.AREA);

    @ParameterizedTest
    @CsvSource({
        "0,2,1,0,1,batchSize is 0 images; it must be 1 to 4096",
        "1,1,1,0,1,slots is 1 batches; it must be 2 to 64",
        "1,2,0,0,1,workers is 0 threads; it must be 1 to 256",
        "1,2,1,-1,1,cacheBudgetBytes is -1 bytes; it must be 0 or more",
        "1,2,1,0,0,maxPixels is 0 pixels; it must be 1 to 700000000",
    })
    void shouldNameWhatIsOutOfRange(int batch, int slots, int workers, long budget, long maxPixels, String message) {
        assertThatThrownBy(() -> new PipelineConfig(PIXELS, batch, slots, workers, budget, maxPixels))
                .isInstanceOfSatisfying(Fault.class, f -> assertThat(f.kind()).isEqualTo(FaultKind.USAGE))
                .hasMessage(message);
    }

    @Test
    void shouldLeaveCopiesPerImageUndefinedBeforeTheFirst() {
        assertThat(new StageClock().times().copiedBytesPerImage()).isNaN();
    }
}
