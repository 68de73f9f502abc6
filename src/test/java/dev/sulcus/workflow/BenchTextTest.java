package dev.sulcus.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sulcus.benchmark.MadeUpBench;
import java.util.List;
import org.junit.jupiter.api.Test;

class BenchTextTest {
    @Test
    void shouldSetColumnsUnderOneAnother() {
        var table = new BenchTable("name", "p50", "max");
        table.row("a", "1", "100.0");
        table.row("longer", "12", "3");
        assertThat(table.lines())
                .containsExactly(
                        "name    p50    max", //
                        "a         1  100.0",
                        "longer   12      3");
    }

    @Test
    void shouldShowPercentilesAndFigures() {
        List<String> lines = BenchText.lines(MadeUpBench.train());
        assertThat(lines).anyMatch(line -> line.matches("times in ms +p50 +p90 +p95 +p99 +p99.9 +max +of one"));
        assertThat(lines).anyMatch(line -> line.matches("figures +images/s +waiting +GFLOP/s +of peak +peak MB .*"));
        assertThat(lines).anyMatch(line -> line.matches("float32, batch 8, memory +.*step \\(280\\)"));
        assertThat(lines).anyMatch(line -> line.contains("184 GFLOP/s in float32, 766 in bfloat16"));
    }

    @Test
    void shouldShowNoFigureOfWhatIsNotValid() {
        assertThat(BenchText.lines(MadeUpBench.score()).stream().filter(line -> line.startsWith("multi-stream")))
                .containsExactly(
                        "multi-stream, float32, batch 8, files: INVALID, too short: 3 queries in 1.0 s, where 662"
                                + " and 600.0 s are the least");
    }

    @Test
    void shouldShowWhatTheCardDidOnlyWhereThereIsOne() {
        assertThat(BenchText.lines(MadeUpBench.train())).noneMatch(line -> line.startsWith("GPU"));
        List<String> lines = BenchText.lines(MadeUpBench.onCard());
        assertThat(lines)
                .anyMatch(line -> line.matches("GPU +of copy +busy +at most +memory MB +watts +J/image +MHz .*"));
        assertThat(lines)
                .anyMatch(line ->
                        line.matches("float32, batch 32, memory +42.0 % +87.0 % +99.0 % +9000 +612 +0.0510 +1755 +1410"
                                + " +power limit 40.0 %; temperature, by the driver 5.0 %"));
        assertThat(lines).anyMatch(line -> line.contains("(TF32)") && line.contains("to the card 11.0 GB/s"));
    }

    @Test
    void shouldNameFilesWithoutSpaces() {
        assertThat(BenchSession.file("single-stream, float32, batch 1, memory"))
                .isEqualTo("single-stream-float32-batch-1-memory.hgrm");
    }

    @Test
    void shouldTakePowersOfTwoUpToTheLargestBatch() {
        assertThat(BenchScoreWork.powersUpTo(1)).containsExactly(1);
        assertThat(BenchScoreWork.powersUpTo(32)).containsExactly(1, 2, 4, 8, 16, 32);
        assertThat(BenchScoreWork.powersUpTo(20)).containsExactly(1, 2, 4, 8, 16, 20);
    }
}
