package dev.sulcus.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SamplesTest {
    private static final int[] LABELS = {0, 1, 1};
    private static final double[] SCORES = {0.2, 0.3, 0.9};

    @Test
    void shouldCallFromTheThresholdOn() {
        assertThat(Samples.at(0.3, LABELS, SCORES).called()).containsExactly(false, true, true);
    }

    @Test
    void shouldNumberGroupsByFirstAppearance() {
        Samples samples = Samples.at(0.3, LABELS, SCORES).inGroups(new int[] {9, -4, 9});
        assertThat(samples.groupOf()).containsExactly(0, 1, 0);
        assertThat(samples.groups()).isEqualTo(2);
    }

    @Test
    void shouldKeepGroupsAtAnotherThreshold() {
        Samples samples =
                Samples.at(0.3, LABELS, SCORES).inGroups(new int[] {4, 4, 4}).calledAt(0.9);
        assertThat(samples.groups()).isEqualTo(1);
        assertThat(samples.confusion()).isEqualTo(new Confusion(1, 0, 1, 1));
    }

    @Test
    void shouldRefuseLengthsThatDiffer() {
        assertThatThrownBy(() -> Samples.at(0.3, LABELS, SCORES).inGroups(new int[2]))
                .hasMessage("2 groups but 3 samples; there must be one per scan");
        assertThatThrownBy(() -> new Samples(LABELS, SCORES, new boolean[1], new int[3]))
                .hasMessage("1 calls but 3 samples; there must be one per scan");
    }
}
