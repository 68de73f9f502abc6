package dev.sulcus.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sulcus.fault.Fault;
import dev.sulcus.fault.FaultKind;
import dev.sulcus.pipeline.PixelSpec;
import dev.sulcus.pipeline.Resampling;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CnnTest {
    @Test
    void shouldHaveTheNotebooksParameters() {
        assertThat(notebook(224, 224).parameters()).isEqualTo(44_396_609);
    }

    @Test
    void shouldNameAndShapeItsWeightsAsKerasDoes() {
        assertThat(notebook(224, 224).weights())
                .extracting(spec -> spec.path() + " " + Arrays.toString(spec.dims()) + " " + spec.initializer())
                .containsExactly(
                        "conv2d/kernel [3, 3, 3, 32] GLOROT_UNIFORM",
                        "conv2d/bias [32] ZEROS",
                        "conv2d_1/kernel [3, 3, 32, 64] GLOROT_UNIFORM",
                        "conv2d_1/bias [64] ZEROS",
                        "conv2d_2/kernel [3, 3, 64, 128] GLOROT_UNIFORM",
                        "conv2d_2/bias [128] ZEROS",
                        "dense/kernel [86528, 512] GLOROT_UNIFORM",
                        "dense/bias [512] ZEROS",
                        "dense_1/kernel [512, 1] GLOROT_UNIFORM",
                        "dense_1/bias [1] ZEROS");
    }

    @Test
    void shouldFlattenHeightTimesWidthOfAPictureThatIsNotSquare() {
        // 64 -> 31 -> 14 -> 6 rows and 96 -> 47 -> 22 -> 10 columns of 128 channels.
        assertThat(notebook(64, 96).weights().get(6).dims()).containsExactly(6 * 10 * 128, 512);
    }

    @Test
    void shouldTakeTheSmallestPictureThatLeavesOnePixel() {
        assertThat(notebook(22, 22).weights().get(6).dims()).containsExactly(128, 512);
    }

    @Test
    void shouldRefuseAPictureThatIsTooSmall() {
        assertThatThrownBy(() -> notebook(21, 224))
                .hasMessageContainingAll("21×224 pixels", "too small for 3 blocks")
                .extracting(e -> ((Fault) e).kind())
                .isEqualTo(FaultKind.USAGE);
        assertThatThrownBy(() -> notebook(224, 21)).hasMessageContaining("224×21 pixels");
    }

    @Test
    void shouldBoundGlorotByBothFans() {
        List<WeightSpec> weights = notebook(224, 224).weights();
        assertThat(weights.get(0).glorotBound()).isEqualTo(Math.sqrt(6.0 / (9 * 3 + 9 * 32)));
        assertThat(weights.get(8).glorotBound()).isEqualTo(Math.sqrt(6.0 / (512 + 1)));
    }

    private static Cnn notebook(int height, int width) {
        return new Cnn(CnnConfig.NOTEBOOK, new PixelSpec(height, width, Resampling.AREA));
    }
}
