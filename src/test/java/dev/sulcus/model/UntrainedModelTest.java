package dev.sulcus.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sulcus.support.RandomModels;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("native")
class UntrainedModelTest {
    private static final ModelSpec SPEC = RandomModels.spec(RandomModels.TINY, RandomModels.PIXELS);

    @TempDir
    Path folder;

    @Test
    void shouldDrawTheSameWeightsFromOneSeed() {
        Map<String, float[]> first = read("a", Map.of(), 1);
        assertThat(read("b", Map.of(), 1)).usingRecursiveComparison().isEqualTo(first);
        assertThat(read("c", Map.of(), 2).get("dense/kernel")).isNotEqualTo(first.get("dense/kernel"));
        assertThat(first.get("dense/kernel")).doesNotContain(Float.NaN).hasSizeGreaterThan(100);
    }

    @Test
    void shouldTakeWhatIsGiven() {
        Map<String, float[]> weights = read("a", Map.of("dense_1/bias", new float[] {0.25f}), 1);
        assertThat(weights.get("dense_1/bias")).containsExactly(0.25f);
        assertThat(weights.get("dense/bias")).containsOnly(0f);
    }

    private Map<String, float[]> read(String name, Map<String, float[]> start, long seed) {
        return BundleWeights.read(UntrainedModel.write(folder.resolve(name), SPEC, start, seed));
    }
}
