package dev.sulcus.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sulcus.artefact.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What bench/gpu-suite.sh asks of the program, by the program's own understanding; on a card it would fail too late. */
class GpuSuiteCommandsTest {
    /** Writes down what it is asked, one word a line with an empty line in the end; draws nothing and does nothing. */
    private static final String NOTING = """
            #!/bin/sh
            { printf '%s\\n' "$@"; echo; } >>"$(dirname "$0")/asked"
            case "$*" in
                'doctor --json') printf '{\\n  "cards" : [\\n    { "name" : "Card" }\\n  ], "type" : "GPU"\\n}\\n' ;;
                *--help) echo --resident --decoder ;;
                'bench prepare '*)
                    while [ "$1" != --out ]; do shift; done
                    mkdir -p "$2/run" "$2/data" ;;
            esac
            """;

    @TempDir
    private Path place;

    @ParameterizedTest
    @ValueSource(strings = {"gpu", "cpu"})
    void shouldAskOnlyForWhatTheCommandsKnow(String device) throws IOException, InterruptedException {
        Path bench = Files.createDirectories(place.resolve("bundle/bench"));
        Files.copy(Path.of("bench/gpu-suite.sh"), bench.resolve("gpu-suite.sh"));
        Path program = Files.createDirectories(place.resolve("bundle/bin")).resolve("sulcus");
        Files.writeString(program, NOTING);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(run(bench.resolve("gpu-suite.sh"), device)).isZero();

        List<String[]> asked = asked(program.resolveSibling("asked"));
        assertThat(asked.stream().map(words -> String.join(" ", words)))
                .anyMatch(line -> line.startsWith("bench agree"))
                .anyMatch(line -> line.startsWith("bench train --model cnn"))
                .anyMatch(line -> line.startsWith("bench train --model efficientnet-b0"))
                .anyMatch(line -> line.startsWith("bench score --model"))
                .anyMatch(line -> line.startsWith("bench pipeline"))
                .anyMatch(line -> line.contains("--decoder host"))
                .anyMatch(line -> line.contains("--decoder gpu") || device.equals("cpu"))
                .anyMatch(line -> line.contains("--deterministic") || device.equals("cpu"));
        assertThat(sections())
                .isNotEmpty()
                .isEqualTo(planned(device).stream().filter(sections()::contains).toList());
        for (String[] words : asked) {
            assertThatCode(() -> Main.commandLine().parseArgs(words))
                    .as(String.join(" ", words))
                    .doesNotThrowAnyException();
        }
    }

    private int run(Path script, String device) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        "env",
                        "-i",
                        "PATH=" + System.getenv("PATH"),
                        "PYTHON=no-python-here",
                        "sh",
                        script.toString(),
                        "--device",
                        device,
                        "--out",
                        place.resolve("out").toString())
                .redirectErrorStream(true)
                .redirectOutput(place.resolve("said.txt").toFile())
                .start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    /** Those that were run or skipped, in order; doctor, which comes first, has no share of the time. */
    private List<String> sections() throws IOException {
        try (Stream<Path> results = Files.list(place.resolve("out"))) {
            Path result = results.filter(file -> file.toString().endsWith(".json"))
                    .findFirst()
                    .orElseThrow();
            var names = new ArrayList<String>();
            Json.read(result, JsonNode.class)
                    .at("/sections")
                    .forEach(section -> names.add(section.at("/name").asText()));
            names.remove("doctor");
            return names;
        }
    }

    /** The script's plan: a share of the time follows each name. */
    private static List<String> planned(String device) throws IOException {
        List<String> plans = Pattern.compile("(?m)^ *plan='(.*)'$")
                .matcher(Files.readString(Path.of("bench/gpu-suite.sh")))
                .results()
                .map(found -> found.group(1))
                .toList();
        String[] words = plans.get(device.equals("gpu") ? 0 : 1).split(" ");
        return IntStream.range(0, words.length / 2).mapToObj(i -> words[2 * i]).toList();
    }

    private static List<String[]> asked(Path file) throws IOException {
        var asked = new ArrayList<String[]>();
        var words = new ArrayList<String>();
        try (Stream<String> lines = Files.lines(file)) {
            lines.forEach(line -> {
                if (line.isEmpty()) {
                    asked.add(words.toArray(String[]::new));
                    words.clear();
                } else {
                    words.add(line);
                }
            });
        }
        return asked;
    }
}
