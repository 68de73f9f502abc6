package dev.sulcus.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sulcus.fault.Fault;
import org.junit.jupiter.api.Test;

class OfflineSubjectTest {
    private final FakeClock clock = new FakeClock();
    private int most = Integer.MAX_VALUE;
    private final FakeSystem system = new FakeSystem(clock, batch -> 100, 32);
    private final OfflineSubject subject =
            new OfflineSubject(system, 32, clock, HeapMeter.ofThisThread(), 5, () -> system.counts.size() >= most);

    @Test
    void shouldAnswerOneQueryInFullBatchesForAsLongAsIsAsked() {
        subject.warmUp();
        int before = system.counts.size();
        subject.block(0, 2);
        assertThat(system.counts.size() - before).isBetween(20, 23);
        assertThat(system.counts).containsOnly(32);
        assertThat(subject.measurement().seconds()).isGreaterThanOrEqualTo(2);
        assertThat(subject.measurement().imagesPerSecond()).isCloseTo(320, within(1e-6));
    }

    @Test
    void shouldCountPicturesNotBatches() {
        subject.warmUp();
        subject.block(0, 2);
        var setting = new BenchSetting("offline", "memory", "FLOAT32", 32, null);
        long pictures = subject.measurement().pictures();
        assertThat(row(setting, pictures).valid()).isTrue();
        assertThat(row(setting, pictures + 1).reason()).contains("pictures");
        assertThat(row(setting, pictures).percentile()).isNaN();
    }

    @Test
    void shouldCountNothingOfABlockThatWasGivenUp() {
        subject.warmUp();
        subject.block(0, 2);
        Measurement measured = subject.measurement();
        long pictures = measured.pictures();
        most = system.counts.size() + 3;
        assertThatThrownBy(() -> subject.block(1, 2)).isInstanceOf(Fault.class);
        assertThat(measured.blocks()).hasSize(1);
        assertThat(measured.pictures()).isEqualTo(pictures);
        assertThat(measured.histogram().count()).isEqualTo(measured.units());
        assertThat(measured.imagesPerSecond()).isCloseTo(320, within(1e-6));
    }

    private BenchRow row(BenchSetting setting, long least) {
        return BenchRows.of(
                setting, Scenario.OFFLINE, subject, null, new LoadConfig(0, least, 100), new WorkCost(1, 1), null);
    }
}
