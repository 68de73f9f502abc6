package dev.sulcus.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerSearchTest {
    private static final LoadConfig TRY = new LoadConfig(60, 100, 1000);

    private final FakeClock clock = new FakeClock();

    /** One server that takes 10 ms a query, at most 100 a second: an M/D/1 queue. */
    private ServerLoad queue() {
        return new ServerLoad(new FakeSystem(clock, query -> 10, 1), clock, () -> false);
    }

    @ParameterizedTest
    @ValueSource(doubles = {3, 80, 5000})
    void shouldFindTheRateWhateverItBeginsWith(double guess) {
        double rate = new ServerSearch(queue(), 99, 50, TRY, 0.02).highest(guess, 1);
        // An M/D/1 queue keeps P(wait > 4 services) at C e^(-4η), where ρ(e^η - 1) = η and C = (1-ρ)/(ρ e^η - 1); that
        // is
        // 0.01 at a load of 0.56.
        assertThat(rate).isBetween(48.0, 65.0);
    }

    @Test
    void shouldAllowMoreWithALooserBound() {
        double strict = new ServerSearch(queue(), 99, 30, TRY, 0.02).highest(50, 1);
        double loose = new ServerSearch(queue(), 99, 200, TRY, 0.02).highest(50, 1);
        assertThat(strict).isBetween(22.0, 42.0);
        assertThat(loose).isBetween(75.0, 100.0);
    }

    @Test
    void shouldFindNothingWhereOneQueryAloneTakesTooLong() {
        assertThat(new ServerSearch(queue(), 99, 9, TRY, 0.02).highest(50, 1)).isZero();
    }

    /** Seven of 700 are one in a hundred: the 99th percentile keeps the bound, but another 700 might not. */
    @Test
    void shouldDemandToBeSureWhereThereAreEnoughQueries() {
        assertThat(ServerSearch.keeps(latencies(693, 7), 99, 50)).isFalse();
        assertThat(ServerSearch.keeps(latencies(999, 1), 99, 50)).isTrue();
        assertThat(ServerSearch.keeps(latencies(100, 0), 99, 50)).isTrue();
        assertThat(ServerSearch.keeps(latencies(100, 2), 99, 50)).isFalse();
    }

    private static LatencyHistogram latencies(int quick, int late) {
        var latencies = new LatencyHistogram();
        for (int i = 0; i < quick + late; i++) {
            latencies.record(i < quick ? 10_000_000 : 90_000_000);
        }
        return latencies;
    }

    @Test
    void shouldConfirmAtFullLength() {
        var subject = new ServerSubject(queue(), TRY, new LoadConfig(600, 662, 10_000), 50, 1);
        for (int round = 0; round < 3; round++) {
            subject.search(round, 50);
        }
        ServerResult result = subject.confirm();
        assertThat(result.reason()).isNull();
        assertThat(result.rate()).isBetween(45.0, 65.0);
        assertThat(result.seconds()).isGreaterThan(595);
        assertThat(result.searched()).hasSize(3);
        assertThat(subject.blocks()).hasSize(3);
        BenchRow row = BenchRows.of(new BenchSetting("server", "memory", "FLOAT32", 1, null), subject, result);
        assertThat(row.latency().p99()).isLessThanOrEqualTo(50);
        assertThat(row.confidentMillis()).isLessThanOrEqualTo(50);
        assertThat(row.imagesPerSecond()).isEqualTo(result.queries() / result.seconds());
        assertThat(row.imagesPerSecond()).isBetween(0.9 * result.rate(), 1.1 * result.rate());
    }

    @Test
    void shouldBeInvalidWhenTimeEndsBeforeTheMinima() {
        var subject = new ServerSubject(queue(), TRY, new LoadConfig(600, 662, 100), 50, 1);
        subject.search(0, 50);
        ServerResult result = subject.confirm();
        BenchRow row = BenchRows.of(new BenchSetting("server", "memory", "FLOAT32", 1, null), subject, result);
        assertThat(result.reason()).contains("too short").contains("600.0 s are the least");
        assertThat(row.valid()).isFalse();
        assertThat(row.latency()).isNull();
    }

    @Test
    void shouldBeInvalidWhereNoRateHolds() {
        var subject = new ServerSubject(queue(), TRY, TRY, 9, 1);
        subject.search(0, 50);
        assertThat(subject.confirm().reason()).contains("no rate keeps the 99th percentile within 9.0 ms");
    }
}
