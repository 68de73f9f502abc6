package dev.sulcus.metrics;

import static dev.sulcus.metrics.SampleFixtures.labels;
import static dev.sulcus.metrics.SampleFixtures.scores;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sulcus.artefact.Json;
import dev.sulcus.fault.Fault;
import org.junit.jupiter.api.Test;

class BinaryMetricsTest {
    @Test
    void shouldGiveEveryFigureOfAPerfectClassifier() {
        BinaryMetrics metrics = BinaryMetrics.of(labels(0, 1), scores(0, 1), 0.5, BootstrapConfig.DEFAULT);
        assertThat(metrics.accuracy()).isEqualTo(1);
        assertThat(metrics.mcc()).isEqualTo(1);
        assertThat(metrics.cohenKappa()).isEqualTo(1);
        assertThat(metrics.rocAuc()).isEqualTo(1);
        assertThat(metrics.averagePrecision()).isEqualTo(1);
        assertThat(metrics.brier()).isZero();
        assertThat(metrics.expectedCalibrationError()).isZero();
        assertThat(metrics.specificityAtSensitivity95()).isEqualTo(1);
        assertThat(metrics.intervals().rocAuc()).isEqualTo(new Interval(1, 1));
    }

    @Test
    void shouldLeaveWhatNeedsBothClassesUndefinedWithOne() {
        BinaryMetrics metrics = BinaryMetrics.of(labels(0, 0), scores(0.1, 0.6), 0.5, BootstrapConfig.DEFAULT);
        assertThat(metrics.accuracy()).isEqualTo(0.5);
        assertThat(metrics.sensitivity()).isNaN();
        assertThat(metrics.balancedAccuracy()).isNaN();
        assertThat(metrics.mcc()).isNaN();
        assertThat(metrics.rocAuc()).isNaN();
        assertThat(metrics.averagePrecision()).isNaN();
        assertThat(metrics.specificityAtSensitivity95()).isNaN();
    }

    @Test
    void shouldLeaveEverythingUndefinedWithoutSamples() {
        BinaryMetrics metrics = BinaryMetrics.of(labels(), scores(), 0.5, BootstrapConfig.DEFAULT);
        assertThat(metrics.count()).isZero();
        assertThat(new double[] {metrics.accuracy(), metrics.logLoss(), metrics.brier(), metrics.cohenKappa()})
                .containsOnly(Double.NaN);
    }

    @Test
    void shouldWriteUndefinedFiguresAsNull() {
        BinaryMetrics metrics = BinaryMetrics.of(labels(1), scores(0.9), 0.5, BootstrapConfig.NONE);
        assertThat(Json.tree(metrics).get("rocAuc").isNull()).isTrue();
        assertThat(Json.tree(metrics).at("/intervals/rocAuc/low").isNull()).isTrue();
        assertThat(Json.tree(metrics).get("confusion").size()).isEqualTo(4);
    }

    @Test
    void shouldRefuseAProbabilityThatIsNotANumber() {
        assertThatThrownBy(() -> BinaryMetrics.of(labels(1), scores(Double.NaN), 0.5, BootstrapConfig.NONE))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("NaN");
    }

    @Test
    void shouldRefuseAThresholdThatIsNotANumber() {
        assertThatThrownBy(() -> BinaryMetrics.of(labels(1), scores(0.5), Double.NaN, BootstrapConfig.NONE))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("threshold is NaN");
    }
}
