package dev.sulcus.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ClassWeightsTest {
    @Test
    void shouldBalanceTheWholeSet() {
        ClassWeights weights = ClassWeights.balanced(98, 155);
        assertThat(weights.of(0)).isCloseTo(1.290816, within(1e-6));
        assertThat(weights.of(1)).isCloseTo(0.816129, within(1e-6));
    }

    @Test
    void shouldBalanceTheTrainingPartOfKerasSplit() {
        ClassWeights weights = ClassWeights.balanced(79, 124);
        assertThat(weights.negative()).isCloseTo(1.2848101265822784, within(1e-15));
        assertThat(weights.positive()).isCloseTo(0.8185483870967742, within(1e-15));
    }

    @Test
    void shouldGiveBothClassesTheSameTotal() {
        ClassWeights weights = ClassWeights.balanced(7, 91);
        assertThat(7 * weights.negative()).isCloseTo(91 * weights.positive(), within(1e-12));
    }

    @Test
    void shouldWeighAnAbsentClassWithOne() {
        assertThat(ClassWeights.balanced(0, 5)).isEqualTo(new ClassWeights(1, 0.5));
    }
}
