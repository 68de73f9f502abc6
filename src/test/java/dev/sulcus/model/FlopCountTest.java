package dev.sulcus.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sulcus.pipeline.PixelSpec;
import dev.sulcus.pipeline.Resampling;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FlopCountTest {
    private static final PixelSpec USUAL = new PixelSpec(224, 224, Resampling.AREA);

    @Test
    void shouldCountASmallNetworkAsByHand() {
        // 16×16 → 14×14×4 → pool 7×7 → dense 196 → 5 → 1.
        FlopCount count = FlopCount.of(new CnnConfig(List.of(4), 5, 0), new PixelSpec(16, 16, Resampling.AREA));
        long convolution = 2L * 14 * 14 * 9 * 3 * 4;
        long dense = 2L * 196 * 5;
        assertThat(count.forward()).isEqualTo(convolution + dense + 2 * 5);
        assertThat(count.training(layer -> true)).isEqualTo(3 * count.forward() - convolution);
    }

    @Test
    void shouldCountWhatMemoryMovesAtLeastAsByHand() {
        FlopCount count = FlopCount.of(new CnnConfig(List.of(4), 5, 0), new PixelSpec(16, 16, Resampling.AREA));
        long convolution = 16 * 16 * 3 + 14 * 14 * 4;
        assertThat(count.forwardNumbers()).isEqualTo(convolution + (196 + 5) + (5 + 1));
        assertThat(count.trainingNumbers(layer -> true)).isEqualTo(3 * count.forwardNumbers() - convolution);
        assertThat(FlopCount.of(EfficientNetConfig.B0, USUAL).forwardNumbers() / 1e6)
                .isBetween(10.0, 16.0);
    }

    @Test
    void shouldCountTheNotebooksNetwork() {
        FlopCount count = FlopCount.of(CnnConfig.NOTEBOOK, USUAL);
        assertThat(count.forward() / 1e9).isCloseTo(1.010, within(0.001));
        assertThat(3 * 32 * count.forward() / 1e9).isCloseTo(97, within(0.2));
    }

    @Test
    void shouldCountEfficientNetAsPublished() {
        // Tan and Le (2019), table 2: 0.39 billion multiply-adds, a head of 1,000 classes among them.
        assertThat(FlopCount.of(EfficientNetConfig.B0, USUAL).forward() / 2e9).isCloseTo(0.39, within(0.01));
    }

    @Test
    void shouldCountWhatIsFrozenForwardAlone() {
        FlopCount count = FlopCount.of(new CnnConfig(List.of(4), 5, 0), new PixelSpec(16, 16, Resampling.AREA));
        assertThat(count.training(layer -> false)).isEqualTo(count.forward());
        // The last layer: forward and kernel; no gradient has to go further down.
        assertThat(count.training("dense_1"::equals)).isEqualTo(count.forward() + 2 * 5);
        // The dense layers: the last one's input gradient as well.
        assertThat(count.training(Set.of("dense", "dense_1")::contains))
                .isEqualTo(count.forward() + 2 * 196 * 5 + 2 * 2 * 5);
    }

    @ParameterizedTest
    @MethodSource("networks")
    void shouldNameEveryLayerThatHasAKernel(NetworkConfig config) {
        Network network = config.build(USUAL);
        assertThat(FlopCount.of(config, USUAL).layers().stream().map(FlopCount.Layer::name))
                .containsExactlyElementsOf(network.weights().stream()
                        .filter(weight -> weight.name().equals("kernel"))
                        .map(WeightSpec::layer)
                        .toList());
    }

    private static Stream<NetworkConfig> networks() {
        return Stream.of(CnnConfig.NOTEBOOK, EfficientNetConfig.B0, LogisticConfig.DEFAULT);
    }
}
