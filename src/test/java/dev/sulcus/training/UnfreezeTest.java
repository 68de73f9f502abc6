package dev.sulcus.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sulcus.model.EfficientNetConfig;
import dev.sulcus.model.Network;
import dev.sulcus.pipeline.PixelSpec;
import dev.sulcus.pipeline.Resampling;
import org.junit.jupiter.api.Test;

class UnfreezeTest {
    @Test
    void shouldCountOnlyNumbersThatAnOptimizerChanges() {
        Network network = EfficientNetConfig.B0.build(new PixelSpec(64, 64, Resampling.AREA));
        assertThat(Unfreeze.ALL.numbersOf(network))
                .isEqualTo(network.trainableParameters())
                .isLessThan(network.parameters());
        assertThat(Unfreeze.HEAD.numbersOf(network)).isEqualTo(1281);
        assertThat(new Unfreeze(30).numbersOf(network)).isBetween(1282L, network.trainableParameters() - 1);
    }
}
