package dev.sulcus.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sulcus.device.MachinePeak;
import org.junit.jupiter.api.Test;

class WorkCostTest {
    private static final MachinePeak CARD = new MachinePeak("gpu", 8192, true, 1, 1, 2, 1, 1, 1);

    @Test
    void shouldCountActivationsAndTheSharesOfTheWeights() {
        assertThat(WorkCost.scoring(1, 1000, 2, 500, 10).bytes()).isEqualTo(2000 + 200);
        assertThat(WorkCost.training(1, 1000, 4, 500, 10).bytes()).isEqualTo(4000 + 7 * 4 * 50);
    }

    @Test
    void shouldTellTheShareOfACardsBandwidthAlone() {
        var cost = new WorkCost(1, 1e6);
        assertThat(cost.copyShare(1000, CARD)).isCloseTo(0.5, within(1e-12));
        assertThat(cost.copyShare(1000, new MachinePeak(1, 1, 2))).isNaN();
        assertThat(cost.copyShare(1000, null)).isNaN();
    }
}
