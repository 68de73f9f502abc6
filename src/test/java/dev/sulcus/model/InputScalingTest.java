package dev.sulcus.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sulcus.support.RandomModels;
import dev.sulcus.support.ShippedModel;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("native")
class InputScalingTest {
    private static final Offset<Double> CLOSE = within(1e-5);

    /** ImageNet's, as Keras has them. */
    private static final List<Double> MEAN = List.of(0.485, 0.456, 0.406);

    private static final List<Double> DEVIATION = List.of(0.229, 0.224, 0.225);

    @TempDir
    Path folder;

    @Test
    void shouldKnowWhatEfficientNetMakesOfAPixel() {
        InputScaling scaling = InputScaling.of(ShippedModel.write(folder.resolve("model"), 64));
        for (int channel = 0; channel < 3; channel++) {
            assertThat(scaling.apply(channel, 51)).isCloseTo((0.2 - MEAN.get(channel)) / DEVIATION.get(channel), CLOSE);
        }
    }

    @Test
    void shouldKnowThatACnnDividesBy255() {
        InputScaling scaling = InputScaling.of(RandomModels.tiny(folder.resolve("model"), 1));
        assertThat(scaling.apply(2, 51)).isCloseTo(0.2, CLOSE);
    }

    @Test
    void shouldLeaveAPixelAsItIs() {
        assertThat(InputScaling.NONE.apply(1, 77)).isEqualTo(77);
    }
}
