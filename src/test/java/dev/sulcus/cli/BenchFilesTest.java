package dev.sulcus.cli;

import static dev.sulcus.cli.TinyBench.document;
import static dev.sulcus.cli.TinyBench.files;
import static dev.sulcus.cli.TinyBench.json;
import static dev.sulcus.cli.TinyBench.refused;
import static org.assertj.core.api.Assertions.assertThat;

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
        TinyBench made = TinyBench.draw(shared);
        data = made.data();
        recipe = made.recipe();
        run = made.run();
    }

    @Test
    void shouldCompareTwoMeasurements() {
        Path one = folder.resolve("one");
        Path other = folder.resolve("other");
        for (Path out : List.of(one, other)) {
            pipeline(out, 6);
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
        pipeline(out, 1);
        assertThat(files(out)).containsExactlyInAnyOrder("bench.json", "bench.html", "batch-32-1-worker-files.hgrm");
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
        assertThat(document(shell).at("/settings/files").asInt()).isEqualTo(5);
    }

    private static void pipeline(Path out, int repeats) {
        json(
                "bench",
                "pipeline",
                data,
                "--quick",
                "--repeats",
                repeats,
                "--block-seconds",
                0.05,
                "--workers",
                "1",
                "--size",
                48,
                "--out",
                out);
    }
}
