package dev.sulcus.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sulcus.fault.Fault;
import dev.sulcus.fault.FaultKind;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class StreamSubjectTest {
    private final FakeClock clock = new FakeClock();

    @Test
    void shouldAskTheNextQueryWhenTheLastIsAnswered() {
        var system = new FakeSystem(clock, query -> 10, 8);
        StreamSubject subject = subject(system, 8, () -> false);
        subject.block(0, 1);
        Measurement measured = subject.measurement();
        assertThat(measured.units()).isEqualTo(100);
        assertThat(measured.pictures()).isEqualTo(800);
        assertThat(measured.imagesPerSecond()).isCloseTo(800, within(1e-6));
        assertThat(system.counts).containsOnly(8);
    }

    @Test
    void shouldReportThePercentileOfItsScenario() {
        // Every fifth query takes 50 ms: the 90th percentile lies among them, the median does not.
        StreamSubject subject = subject(new FakeSystem(clock, query -> query % 5 == 0 ? 50 : 10, 1), 1, () -> false);
        subject.block(0, 10);
        BenchRow row = BenchRows.of(
                new BenchSetting("single-stream", "memory", "FLOAT32", 1, null),
                Scenario.SINGLE_STREAM,
                subject,
                null,
                new LoadConfig(10, 64, 100),
                new WorkCost(1_000_000_000, 1),
                null);
        assertThat(row.valid()).isTrue();
        assertThat(row.percentile()).isEqualTo(90);
        assertThat(row.headlineMillis()).isCloseTo(50, within(0.1));
        assertThat(row.latency().p50()).isCloseTo(10, within(0.02));
        assertThat(row.gflops()).isCloseTo(row.imagesPerSecond(), within(1e-9));
        assertThat(row.peakShare()).isNaN();
    }

    @Test
    void shouldReportNothingOfARunThatWasTooShort() {
        StreamSubject subject = subject(new FakeSystem(clock, query -> 10, 1), 1, () -> false);
        subject.block(0, 0.1);
        var setting = new BenchSetting("single-stream", "memory", "FLOAT32", 1, null);
        BenchRow tooFew = BenchRows.of(
                setting, Scenario.SINGLE_STREAM, subject, null, new LoadConfig(0, 11, 100), new WorkCost(1, 1), null);
        BenchRow tooBrief = BenchRows.of(
                setting, Scenario.SINGLE_STREAM, subject, null, new LoadConfig(0.2, 10, 100), new WorkCost(1, 1), null);
        assertThat(tooFew.valid()).isFalse();
        assertThat(tooFew.reason()).isEqualTo("too short: 10 queries in 0.1 s, where 11 and 0.0 s are the least");
        assertThat(tooFew.latency()).isNull();
        assertThat(tooFew.imagesPerSecond()).isNaN();
        assertThat(tooFew.blocks()).isEmpty();
        assertThat(tooBrief.valid()).isFalse();
    }

    @Test
    void shouldStopWhenTheUserWishes() {
        int[] asked = new int[1];
        StreamSubject subject = subject(new FakeSystem(clock, query -> 1, 1), 1, () -> ++asked[0] > 3);
        assertThatThrownBy(() -> subject.block(0, 1))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.kind()).isEqualTo(FaultKind.INTERRUPTED));
    }

    private StreamSubject subject(SystemUnderTest system, int pictures, BooleanSupplier stop) {
        return new StreamSubject(system, pictures, clock, HeapMeter.ofThisThread(), 1, stop);
    }
}
