package dev.sulcus.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.sulcus.model.CnnConfig;
import dev.sulcus.model.Network;
import dev.sulcus.pipeline.PixelSpec;
import dev.sulcus.pipeline.Resampling;
import dev.sulcus.support.Golden;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that Keras wrote. */
class GoldenWeightsTest {
    private static final Network B0 = MadeUpWeights.B0;

    @ParameterizedTest
    @ValueSource(strings = {"efficientnetb0_notop.h5", "efficientnetb0_notop.weights.h5"})
    void shouldReadEveryWeightOfAnEfficientNet(String name) {
        WeightSet weights = WeightFile.read(efficientnet(name), "efficientnet-b0", B0);
        assertThat(weights.numbers()).isEqualTo(4_049_571);
        assertThat(weights.arrays())
                .extracting(WeightArray::path)
                .containsExactlyElementsOf(B0.weights().stream()
                        .map(spec -> spec.path())
                        .filter(path -> !path.startsWith("predictions/"))
                        .toList());
        assertThat(weights.facts())
                .containsEntry("head", "none: it starts from the seed")
                .doesNotContainKey("ignored");
    }

    @Test
    void shouldReadTheSameFromBothLayouts() {
        WeightSet published = WeightFile.read(efficientnet("efficientnetb0_notop.h5"), "efficientnet-b0", B0);
        WeightSet numbered = WeightFile.read(efficientnet("efficientnetb0_notop.weights.h5"), "efficientnet-b0", B0);
        assertThat(published.source().layout()).isEqualTo(Layout.KERAS_H5);
        assertThat(numbered.source().layout()).isEqualTo(Layout.KERAS_WEIGHTS_H5);
        for (int i = 0; i < published.arrays().size(); i++) {
            assertThat(numbered.arrays().get(i).values())
                    .as(published.arrays().get(i).path())
                    .isEqualTo(published.arrays().get(i).values());
        }
    }

    @Test
    void shouldPutTheVarianceWhereKerasKeepsTheDeviation() {
        WeightSet weights = WeightFile.read(efficientnet("efficientnetb0_notop.h5"), "efficientnet-b0", B0);
        float[] variance = MadeUpWeights.values(weights, "normalization/variance");
        assertThat(variance).containsExactly(sq(0.229f), sq(0.224f), sq(0.225f));
        assertThat(weights.facts().get(InputNormalisation.FACT)).contains("squared");
    }

    @Test
    void shouldReadTheNotebooksNetwork() {
        Path file = Golden.large("cnn64/initial.h5");
        assumeThat(file)
                .as("the reference weights cnn64 (10 MB) are at hand in " + file
                        + "; SULCUS_GOLDEN names another folder to look in")
                .exists();
        Network cnn = CnnConfig.NOTEBOOK.build(new PixelSpec(64, 64, Resampling.AREA));
        assertThat(WeightFile.read(file, "cnn", cnn).numbers()).isEqualTo(cnn.parameters());
    }

    private static float sq(float x) {
        return (float) ((double) x * x);
    }

    static Path efficientnet(String name) {
        Path file = Golden.large("efficientnet").resolve(name);
        assumeThat(file)
                .as("the reference weights " + name + " (17 MB) are at hand in " + file
                        + "; SULCUS_GOLDEN names another folder to look in")
                .exists();
        return file;
    }
}
