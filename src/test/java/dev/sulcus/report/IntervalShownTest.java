package dev.sulcus.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sulcus.metrics.BinaryMetrics;
import dev.sulcus.metrics.BootstrapConfig;
import org.junit.jupiter.api.Test;

class IntervalShownTest {
    @Test
    void shouldKeepTheBootstrapWhereItHasASpread() {
        BinaryMetrics metrics = MadeUpContent.metrics();
        assertThat(IntervalShown.sensitivity(metrics))
                .isEqualTo(metrics.intervals().sensitivity());
        assertThat(IntervalShown.rocAuc(metrics)).isEqualTo(metrics.intervals().rocAuc());
        assertThat(IntervalShown.note(metrics)).isEmpty();
    }

    @Test
    void shouldNotPromiseCertaintyWhereEveryScanWasCalledRight() {
        BinaryMetrics metrics = perfect();
        assertThat(metrics.intervals().specificity().low()).isEqualTo(1);
        // Wilson for 4 of 4: 4 / (4 + 1.96²)
        assertThat(IntervalShown.specificity(metrics).low()).isCloseTo(0.5101, within(1e-4));
        assertThat(IntervalShown.specificity(metrics).high()).isEqualTo(1);
        assertThat(IntervalShown.rocAuc(metrics).low()).isNaN();
        assertThat(IntervalShown.note(metrics)).contains("Wilson");
    }

    @Test
    void shouldLeaveAnUndefinedIntervalUndefined() {
        assertThat(IntervalShown.sensitivity(MadeUpContent.undefinedMetrics()).low())
                .isNaN();
    }

    private static BinaryMetrics perfect() {
        int[] labels = {0, 0, 0, 0, 1, 1, 1};
        double[] probabilities = {0.1, 0.2, 0.1, 0.3, 0.9, 0.8, 0.7};
        return BinaryMetrics.of(labels, probabilities, 0.5, BootstrapConfig.DEFAULT);
    }
}
