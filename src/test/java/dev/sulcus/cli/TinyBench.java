package dev.sulcus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sulcus.artefact.Json;
import dev.sulcus.phantom.PhantomSet;
import dev.sulcus.support.RandomModels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the tests of {@code bench} measure with, and how they ask.
 *
 * @param data folder of scans
 * @param recipe of a small CNN
 * @param run of one
 */
record TinyBench(Path data, Path recipe, Path run) {
    static TinyBench draw(Path folder) throws IOException {
        Path data = TinyStudy.data(folder.resolve("data"));
        Files.delete(data.resolve(PhantomSet.TRUTH));
        Path run = folder.resolve("run");
        RandomModels.tiny(run, 3);
        return new TinyBench(data, TinyStudy.recipe(folder.resolve("recipe.json")), run);
    }

    /** The document of a command that must succeed. */
    static JsonNode json(Object... words) {
        Shell shell =
                Shell.type(Stream.concat(Stream.of(words), Stream.of("--json")).toArray());
        assertThat(shell.code()).as(shell.err()).isZero();
        return document(shell);
    }

    static JsonNode document(Shell shell) {
        return Json.parse(Path.of("out"), shell.out(), JsonNode.class);
    }

    /** Of a command that must fail, with one line that says why. */
    static void refused(int code, String message, Object... words) {
        Shell shell = Shell.type(words);
        assertThat(shell.code()).as("%s: %s", List.of(words), shell.err()).isEqualTo(code);
        assertThat(shell.err()).contains(message);
        assertThat(shell.errLines().stream().filter(line -> line.startsWith("sulcus: ")))
                .hasSize(1);
    }

    /** Names of what lies in a folder. */
    static List<String> files(Path folder) {
        try (Stream<Path> children = Files.list(folder)) {
            return children.map(child -> child.getFileName().toString()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
