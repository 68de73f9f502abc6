package dev.sulcus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sulcus.artefact.Json;
import dev.sulcus.phantom.PhantomConfig;
import dev.sulcus.phantom.PhantomSet;
import dev.sulcus.phantom.PhantomSetConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs side by side, from the command line. */
@Tag("native")
class CompareTest {
    @TempDir
    static Path shared;

    private static Path data;
    private static Path one;
    private static Path other;

    @TempDir
    Path folder;

    @BeforeAll
    static void train() {
        data = TinyStudy.data(shared.resolve("data"));
        Path recipe = TinyStudy.recipe(shared.resolve("recipe.json"));
        one = shared.resolve("one");
        other = shared.resolve("other");
        trainOn(data, recipe, one, 1);
        trainOn(data, recipe, other, 2);
    }

    private static void trainOn(Path scans, Path recipe, Path run, int seed) {
        Shell shell = Shell.type(
                "train",
                scans,
                "--recipe",
                recipe,
                "--out",
                run,
                "--seed",
                seed,
                "--split",
                "keras:0.3",
                "--epochs",
                1);
        assertThat(shell.code()).as(shell.err()).isZero();
    }

    @Test
    void shouldSetTwoRunsSideBySide() {
        Path out = folder.resolve("compared");
        Shell shell = Shell.type("compare", one, other, "--out", out);
        assertThat(shell.code()).as(shell.err()).isZero();
        assertThat(shell.out()).contains("recall", "one ", "other ", "McNemar", "img/s");
        JsonNode document = Json.read(out.resolve("compare.json"), JsonNode.class);
        assertThat(document.at("/models/1/imagesPerSecond").asDouble()).isPositive();
        assertThat(document.at("/models/0/trainingSeconds").asDouble()).isPositive();
        assertThat(document.at("/models/0/parameters").asLong()).isPositive();
        assertThat(document.at("/atHalf/pairs")).hasSize(1);
        assertThat(document.at("/atChosen").isNull()).isTrue();
    }

    @Test
    void shouldLinkThePageToTheRuns() throws IOException {
        Path out = folder.resolve("compared");
        assertThat(Shell.type("compare", one, other, "--out", out, "--no-timing")
                        .code())
                .isZero();
        assertThat(Files.readString(out.resolve("compare.html")))
                .contains("href=\"" + out.toAbsolutePath().relativize(one.toAbsolutePath()) + "/report.html\"");
    }

    @Test
    void shouldMeasureNothingWhenToldSo() {
        Shell shell = Shell.type("compare", one, other, "--no-timing", "--json");
        assertThat(shell.code()).isZero();
        assertThat(shell.out()).contains("\"imagesPerSecond\" : null");
    }

    @Test
    void shouldRefuseRunsOnOtherScans() {
        Path scans = folder.resolve("scans");
        PhantomSet.write(scans, new PhantomSetConfig(40, 9, 0.5, 4, PhantomConfig.ofSide(64)));
        Path run = folder.resolve("run");
        trainOn(scans, TinyStudy.recipe(folder.resolve("recipe.json")), run, 1);
        Shell shell = Shell.type("compare", one, run, "--no-timing");
        assertThat(shell.code()).isEqualTo(1);
        assertThat(shell.errLines()).hasSize(1);
        assertThat(shell.err()).contains("not judged on the same scans", "lacks");
    }

    @Test
    void shouldRefuseOneRunTwice() {
        Shell shell = Shell.type("compare", one, one);
        assertThat(shell.code()).isEqualTo(2);
        assertThat(shell.err()).contains("named twice");
    }

    @Test
    void shouldRefuseAFolderWithoutARun() {
        Shell shell = Shell.type("compare", one, data);
        assertThat(shell.code()).isEqualTo(1);
        assertThat(shell.err()).contains("no run here");
    }
}
