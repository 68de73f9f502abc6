package dev.sulcus.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sulcus.benchmark.BenchDocument;
import dev.sulcus.benchmark.MadeUpBench;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BenchPageTest {
    @TempDir
    Path folder;

    @Test
    void shouldShowWhatTrainingReachedAndOnWhatMachine() {
        assertThat(write(MadeUpBench.train()).words())
                .contains("AMD EPYC, 2 cores", "load average 0.1", "184 GFLOP/s in float32", "What was reached")
                .contains("float32, batch 32, memory", "GFLOP/s", "Of the peak", "65.0")
                .contains("Is the difference more than noise?", "times as fast: faster")
                .contains("What the speed costs in agreement", "0 decisions flip at 0.5");
    }

    @Test
    void shouldShowNoFigureOfARunThatWasTooShort() {
        String words = write(MadeUpBench.score()).words();
        assertThat(words)
                .contains("Not valid, and so not reported", "multi-stream, float32, batch 8, files: too short");
        assertThat(words.split("multi-stream", -1)).hasSize(2);
    }

    @Test
    void shouldPlotThroughputAgainstBatchAndTails() {
        String charts = write(MadeUpBench.train()).chartData();
        assertThat(charts).contains("\"throughput\"", "\"pictures in a batch\"", "\"tail-null\"");
        assertThat(write(MadeUpBench.pipeline()).chartData()).contains("\"decoding threads\"");
        assertThat(write(MadeUpBench.score()).chartData()).contains("\"tail-single-stream\"");
    }

    @Test
    void shouldShowWhatTheCardDidOnlyWhereThereIsOne() {
        assertThat(write(MadeUpBench.train()).words()).doesNotContain("What the card did");
        assertThat(write(MadeUpBench.onCard()).words())
                .contains("What the card did meanwhile", "Joules per image", "power limit (40.0", "(TF32)")
                .contains("a matrix product of 8192", "from the host’s memory to the card’s");
    }

    @Test
    void shouldShowACostCurve() {
        PageText page = write(MadeUpBench.curve());
        assertThat(page.words())
                .contains("How cost grows", "5 ms for each picture", "R² 1", "100 bytes for each picture")
                .contains("a quick look")
                .contains("something else keeps this machine busy");
        assertThat(page.chartData()).contains("\"time\"", "\"memory\"", "\"batch-memory\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"train", "score", "pipeline", "curve"})
    void shouldNeedNothingFromTheNetwork(String kind) {
        assertThat(write(document(kind)).withoutScripts())
                .doesNotContain("src=\"http", "href=\"http", "@import", "url(http")
                .contains("default-src &#39;none&#39;");
    }

    private static BenchDocument document(String kind) {
        return switch (kind) {
            case "train" -> MadeUpBench.train();
            case "score" -> MadeUpBench.score();
            case "pipeline" -> MadeUpBench.pipeline();
            default -> MadeUpBench.curve();
        };
    }

    private PageText write(BenchDocument document) {
        Path page = folder.resolve("bench.html");
        BenchPage.write(page, "A measurement", document);
        return PageText.read(page);
    }
}
