package dev.sulcus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sulcus.artefact.Json;
import dev.sulcus.support.RandomModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A load that ended before its minima is no result, wherever one looks. */
@Tag("native")
class TooShortTest {
    @TempDir
    Path folder;

    private Path run;
    private Path out;

    @BeforeEach
    void draw() {
        run = folder.resolve("run");
        out = folder.resolve("out");
        RandomModels.tiny(run, 3);
    }

    @Test
    void shouldReportNoFigureInAnyScenario() throws IOException {
        Shell shell = Shell.type(
                "bench",
                "score",
                run,
                "--quick",
                "--repeats",
                1,
                "--batch",
                2,
                "--min-seconds",
                5,
                "--max-seconds",
                0.05,
                "--out",
                out);
        assertThat(shell.code()).isEqualTo(1);
        assertThat(shell.out()).doesNotContain("times in ms", "of LoadGen");
        JsonNode rows = Json.read(out.resolve("bench.json"), JsonNode.class).path("rows");
        assertThat(rows).hasSize(4);
        String page = Files.readString(out.resolve("bench.html"));
        for (JsonNode row : rows) {
            assertThat(row.path("valid").asBoolean()).isFalse();
            assertThat(row.path("reason").asText()).isNotEmpty();
            for (String figure : List.of("latency", "headlineMillis", "confidentMillis", "imagesPerSecond", "gflops")) {
                assertThat(row.path(figure).isNull()).as(figure + " of " + row).isTrue();
            }
            String line = row.path("name").asText() + ": INVALID, "
                    + row.path("reason").asText();
            assertThat(shell.out()).contains(line);
            assertThat(page)
                    .contains(row.path("name").asText() + ": "
                            + row.path("reason").asText());
        }
        assertThat(page).contains("Not valid, and so not reported").doesNotContain("99 % sure");
        try (Stream<Path> files = Files.list(out)) {
            assertThat(files).noneMatch(file -> file.toString().endsWith(".hgrm"));
        }
    }

    @Test
    void shouldSayWhereMinimaAreBelowLoadGens() {
        Shell shell = Shell.type(
                "bench",
                "score",
                run,
                "--scenario",
                "single-stream",
                "--repeats",
                1,
                "--min-seconds",
                0.05,
                "--min-queries",
                8);
        assertThat(shell.code()).as(shell.err()).isZero();
        assertThat(shell.err()).contains("below LoadGen's minimum");
    }
}
