package dev.sulcus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sulcus.artefact.Json;
import dev.sulcus.phantom.PhantomSet;
import dev.sulcus.support.RandomModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What measurements leave in a folder, how two are compared, and files that can't be read. */
@Tag("native")
class BenchFilesTest {
    @TempDir
    static Path shared;

    private static Path data;
    private static Path recipe;
    private static Path run;

    @TempDir
    Path folder;

    @BeforeAll
    static void draw() throws IOException {
        data = TinyStudy.data(shared.resolve("data"));
        Files.delete(data.resolve(PhantomSet.TRUTH));
        recipe = TinyStudy.recipe(shared.resolve("recipe.json"));
        run = shared.resolve("run");
        RandomModels.tiny(run, 3);
    }

    @Test
    void shouldCompareTwoMeasurements() {
        Path one = folder.resolve("one");
        Path other = folder.resolve("other");
        for (Path out : List.of(one, other)) {
            assertThat(Shell.type(
                                    "bench",
                                    "pipeline",
                                    data,
                                    "--quick",
                                    "--repeats",
                                    6,
                                    "--block-seconds",
                                    0.05,
                                    "--workers",
                                    "1",
                                    "--size",
                                    48,
                                    "--out",
                                    out)
                            .code())
                    .isZero();
        }
        Shell shell = Shell.type("bench", "compare", one, other.resolve("bench.json"));
        assertThat(shell.code()).as(shell.err()).isZero();
        assertThat(shell.out()).containsPattern("times as fast: (faster|slower|no difference shown)");
        assertThat(shell.err()).contains("not by turns");
        assertThat(json("bench", "compare", one, other).at("/ratios")).hasSize(1);
        refused(2, "named twice", "bench", "compare", one, one.resolve("../one/bench.json"));
        Path curve = folder.resolve("curve");
        json("bench", "curve", data, "--run", run, "--images", "20", "--batches", "2", "--quick", "--out", curve);
        refused(2, "name measurements of one command", "bench", "compare", one, curve);
    }

    @Test
    void shouldLeaveNothingOfAnEarlierMeasurementInItsFolder() throws IOException {
        Path out = folder.resolve("again");
        Files.createDirectories(out);
        Files.writeString(out.resolve("batch-32-9-workers-files.hgrm"), "of rows that are gone");
        assertThat(Shell.type(
                                "bench",
                                "pipeline",
                                data,
                                "--quick",
                                "--repeats",
                                1,
                                "--block-seconds",
                                0.05,
                                "--workers",
                                "1",
                                "--size",
                                48,
                                "--out",
                                out)
                        .code())
                .isZero();
        try (Stream<Path> left = Files.list(out)) {
            assertThat(left.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("bench.json", "bench.html", "batch-32-1-worker-files.hgrm");
        }
    }

    @Test
    void shouldMeasureNothingThatCanNotBeRead() throws IOException {
        Path mixed = Files.createDirectories(folder.resolve("mixed"));
        Files.writeString(mixed.resolve("a.jpg"), "no picture");
        refused(
                1,
                "none of 1 files can be read; the first is " + mixed.resolve("a.jpg"),
                "bench",
                "curve",
                mixed,
                "--run",
                run,
                "--images",
                "20",
                "--batches",
                "2",
                "--quick");
        try (Stream<Path> scans = Files.walk(data)) {
            for (Path scan : scans.filter(Files::isRegularFile).limit(5).toList()) {
                Files.copy(scan, mixed.resolve(scan.getFileName()));
            }
        }
        Shell shell = Shell.type(
                "bench",
                "train",
                "--model",
                "cnn",
                "--recipe",
                recipe,
                "--batch",
                "4",
                "--quick",
                "--repeats",
                1,
                "--data",
                mixed,
                "--json");
        assertThat(shell.err())
                .contains("1 of 6 files can't be read and are left out, first " + mixed.resolve("a.jpg"));
        assertThat(Json.parse(Path.of("out"), shell.out(), JsonNode.class)
                        .at("/settings/files")
                        .asInt())
                .isEqualTo(5);
    }

    private static void refused(int code, String message, Object... words) {
        Shell shell = Shell.type(words);
        assertThat(shell.code()).as("%s: %s", List.of(words), shell.err()).isEqualTo(code);
        assertThat(shell.err()).contains(message);
        assertThat(shell.errLines().stream().filter(line -> line.startsWith("sulcus: ")))
                .hasSize(1);
    }

    private static JsonNode json(Object... words) {
        Shell shell =
                Shell.type(Stream.concat(Stream.of(words), Stream.of("--json")).toArray());
        assertThat(shell.code()).as(shell.err()).isZero();
        return Json.parse(Path.of("out"), shell.out(), JsonNode.class);
    }
}
