package dev.sulcus.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LatencyHistogramTest {
    private static final long MILLI = 1_000_000;

    @TempDir
    Path folder;

    @Test
    void shouldFindThePercentilesOfNumbersThatOneKnows() {
        LatencyResult result = oneToThousand().result();
        assertThat(result.count()).isEqualTo(1000);
        assertThat(result.mean()).isCloseTo(500.5, within(0.5));
        assertThat(result.min()).isCloseTo(1, within(0.001));
        assertThat(result.p50()).isCloseTo(500, within(0.5));
        assertThat(result.p90()).isCloseTo(900, within(0.9));
        assertThat(result.p95()).isCloseTo(950, within(0.95));
        assertThat(result.p99()).isCloseTo(990, within(0.99));
        assertThat(result.p999()).isCloseTo(999, within(1.0));
        assertThat(result.max()).isCloseTo(1000, within(1.0));
    }

    @Test
    void shouldLeaveUndefinedWhatWouldOnlyRepeatTheMaximum() {
        LatencyHistogram few = new LatencyHistogram();
        for (int i = 1; i <= 99; i++) {
            few.record(i * MILLI);
        }
        assertThat(few.result().p95()).isCloseTo(95, within(0.1));
        assertThat(few.result().p99()).isNaN();
        few.record(100 * MILLI);
        assertThat(few.result().p99()).isCloseTo(99, within(0.1));
        assertThat(few.result().p999()).isNaN();
    }

    @Test
    void shouldLeaveUndefinedWhatWasNotMeasured() {
        LatencyResult result = new LatencyHistogram().result();
        assertThat(List.of(result.mean(), result.min(), result.p50(), result.p99(), result.max()))
                .containsOnly(Double.NaN);
        assertThat(new LatencyHistogram().tail()).isEmpty();
    }

    @Test
    void shouldWriteADistributionThatCanBeReadBack() throws IOException {
        Path file = folder.resolve("a.hgrm");
        oneToThousand().write(file);
        List<String> lines = Files.readAllLines(file);
        List<String[]> rows = lines.stream()
                .map(String::trim)
                .filter(line -> line.matches("[0-9].*"))
                .map(line -> line.split("\\s+"))
                .toList();
        assertThat(lines.get(0)).contains("Value", "Percentile", "TotalCount");
        assertThat(rows).hasSizeGreaterThan(10);
        for (String[] row : rows) {
            double value = Double.parseDouble(row[0]);
            double rank = Double.parseDouble(row[2]);
            assertThat(value).as("milliseconds at rank %s", rank).isCloseTo(rank, within(0.001 * rank + 0.001));
        }
        assertThat(Double.parseDouble(rows.get(rows.size() - 1)[1])).isEqualTo(1.0);
        assertThat(lines).anyMatch(line -> line.contains("Total count") && line.contains("1000"));
    }

    @Test
    void shouldTakeTheNearerEndForWhatLiesOutsideTheRange() {
        var histogram = new LatencyHistogram();
        histogram.record(-5);
        histogram.record(Long.MAX_VALUE);
        assertThat(histogram.count()).isEqualTo(2);
        assertThat(histogram.result().max()).isCloseTo(3_600_000, within(3600.0));
    }

    @Test
    void shouldFindARankBetweenOthers() {
        LatencyHistogram histogram = oneToThousand();
        for (int rank : new int[] {1, 2, 500, 999, 1000}) {
            assertThat(histogram.millisAtRank(rank)).isCloseTo(rank, within(0.001 * rank + 0.001));
        }
    }

    @Test
    void shouldPlotNoPercentileThatNobodyLiesBeyond() {
        double[][] tail = oneToThousand().tail();
        assertThat(tail[0][0]).isEqualTo(50);
        assertThat(tail[tail.length - 1][0]).isLessThanOrEqualTo(99.9 + 1e-9);
        assertThat(tail[tail.length - 1][1]).isGreaterThan(990);
    }

    private static LatencyHistogram oneToThousand() {
        var histogram = new LatencyHistogram();
        for (int i = 1; i <= 1000; i++) {
            histogram.record(i * MILLI);
        }
        return histogram;
    }
}
