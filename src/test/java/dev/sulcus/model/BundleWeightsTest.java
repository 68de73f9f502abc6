package dev.sulcus.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sulcus.fault.Fault;
import dev.sulcus.support.RandomModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("native")
class BundleWeightsTest {
    @TempDir
    Path folder;

    @Test
    void shouldGiveEveryWeightOfASavedModelInOrder() {
        ModelBundle bundle = RandomModels.biased(folder, 2.5f);
        Map<String, float[]> weights = BundleWeights.read(bundle);
        Network network = RandomModels.TINY.build(RandomModels.PIXELS);
        assertThat(weights.keySet())
                .containsExactlyElementsOf(
                        network.weights().stream().map(WeightSpec::path).toList());
        assertThat(weights.get("dense_1/bias")).containsExactly(2.5f);
        network.weights().forEach(spec -> assertThat(weights.get(spec.path())).hasSize(Math.toIntExact(spec.count())));
    }

    @Test
    void shouldWriteTheSameWeightsForAnotherUse() {
        ModelBundle bundle = RandomModels.biased(folder.resolve("one"), 2.5f);
        CnnConfig careless = new CnnConfig(RandomModels.TINY.filters(), RandomModels.TINY.denseUnits(), 0.9);
        ModelBundle other = BundleWeights.rewrite(
                bundle, folder.resolve("other"), RandomModels.spec(careless, RandomModels.PIXELS));
        assertThat(ModelBundle.find(folder.resolve("other")).spec().network()).isEqualTo(careless);
        Map<String, float[]> rewritten = BundleWeights.read(other);
        BundleWeights.read(bundle)
                .forEach((path, values) -> assertThat(rewritten.get(path)).containsExactly(values));
    }

    @Test
    void shouldRefuseANetworkOfOtherWeights() {
        ModelBundle bundle = RandomModels.tiny(folder.resolve("one"), 1);
        CnnConfig wider = new CnnConfig(RandomModels.TINY.filters(), RandomModels.TINY.denseUnits() + 1, 0.5);
        Path other = folder.resolve("other");
        assertThatThrownBy(() -> BundleWeights.rewrite(bundle, other, RandomModels.spec(wider, RandomModels.PIXELS)))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("of this shape");
        assertThat(other).doesNotExist();
    }

    @Test
    void shouldSayThatTheVariablesAreDamaged() throws IOException {
        ModelBundle bundle = RandomModels.tiny(folder, 1);
        Files.write(folder.resolve("variables/variables.index"), new byte[] {1, 2, 3});
        assertThatThrownBy(() -> BundleWeights.read(bundle))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("damaged")
                .hasMessageNotContaining("\n");
    }
}
