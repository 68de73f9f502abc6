package dev.sulcus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How bench/gpu-suite.sh parts its time, on a clock that stands until a section has used up its whole limit. */
class GpuSuiteTimeTest {
    private static final String PROGRAM = """
            #!/bin/sh
            case "$*" in
                'doctor --json') printf '{\\n  "cards" : [\\n    { "name" : "Card" }\\n  ], "type" : "GPU"\\n}\\n' ;;
                *--help) echo --resident --decoder ;;
                'bench prepare '*)
                    while [ "$1" != --out ]; do shift; done
                    mkdir -p "$2/run" "$2/data" ;;
            esac
            """;

    /** Lets time pass: what a section may take; 30 s for the doctor, and 1 for what is asked besides. */
    private static final String TIMEOUT = """
            #!/bin/sh
            here=$(dirname "$0")
            case $1 in
                -k) seconds=$3; shift 3 ;;
                *) seconds=1; shift ;;
            esac
            case $* in *'doctor --json') seconds=30 ;; esac
            echo $(($(cat "$here/clock") + seconds)) >"$here/clock"
            echo "$seconds $*" >>"$here/limits"
            exec "$@"
            """;

    private static final String DATE = """
            #!/bin/sh
            case $1 in +%s) cat "$(dirname "$0")/clock" ;; *) echo 2026-11-29 ;; esac
            """;

    @TempDir
    private Path place;

    private Path tools;

    @BeforeEach
    void makeUp() throws IOException {
        Path bench = Files.createDirectories(place.resolve("bundle/bench"));
        Files.copy(Path.of("bench/gpu-suite.sh"), bench.resolve("gpu-suite.sh"));
        tools = Files.createDirectories(place.resolve("tools"));
        program(Files.createDirectories(place.resolve("bundle/bin")).resolve("sulcus"), PROGRAM);
        program(tools.resolve("timeout"), TIMEOUT);
        program(tools.resolve("date"), DATE);
        program(tools.resolve("python"), "#!/bin/sh\n");
    }

    @Test
    void shouldFitEachSectionThoughAllBeforeItUseTheirTimeUp() throws Exception {
        List<Asked> asked = run(16);
        assertThat(asked)
                .extracting(Asked::kind)
                .contains("bench prepare", "bench train", "bench score", "bench pipeline");
        assertThat(asked.stream().filter(one -> one.kind().equals("bench train")))
                .hasSize(9);
        for (Asked one : asked) {
            assertThat(one.needs(16)).as(one.line()).isLessThanOrEqualTo(one.limit());
        }
        assertThat(clock())
                .as("seconds in all, with those that the last may take to stop")
                .isLessThanOrEqualTo(470);
    }

    @Test
    void shouldMeasureMoreWhereThereIsTime() throws Exception {
        Asked score = score(run(16));
        assertThat(score.values("--batch")).containsExactly("128", "32", "1");
        assertThat(score(run(16, "--minutes", "30")).values("--batch")).hasSize(7);
        assertThat(score(run(16, "--minutes", "2")).values("--batch")).containsExactly("128");
    }

    @Test
    void shouldDrawNoMoreFilesThanTheCoresHaveTimeFor() throws Exception {
        Asked few = run(2).stream()
                .filter(one -> one.kind().equals("bench prepare"))
                .findFirst()
                .orElseThrow();
        assertThat(few.values("--count")).containsExactly("500");
        assertThat(few.needs(2)).isLessThanOrEqualTo(few.limit());
    }

    private static Asked score(List<Asked> asked) {
        return asked.stream()
                .filter(one -> one.line().contains("bench score --model"))
                .findFirst()
                .orElseThrow();
    }

    /** A command and what it was given; by the reckoning that the script itself writes down. */
    private record Asked(int limit, String line) {
        String kind() {
            return Arrays.stream(line.split(" "))
                    .skip(1)
                    .limit(2)
                    .reduce((a, b) -> a + " " + b)
                    .orElse("");
        }

        List<String> values(String option) {
            List<String> words = List.of(line.split(" "));
            return List.of(words.get(words.indexOf(option) + 1).split(","));
        }

        private double value(String option) {
            return Double.parseDouble(values(option).get(0));
        }

        double needs(int cores) {
            return switch (kind()) {
                case "bench prepare" -> 4 + value("--count") * 0.016 / cores;
                case "bench train" -> {
                    int ways = line.contains("--resident off") ? 1 : 2;
                    int blocks = (int) value("--repeats");
                    yield 15
                            + measured(
                                    values("--batch").size() * precisions() * ways, blocks, value("--block-seconds"));
                }
                case "bench score" -> {
                    int single = line.contains("single-stream") ? 1 : 0;
                    yield 15 + measured((values("--batch").size() + single) * precisions(), 1, value("--min-seconds"));
                }
                case "bench pipeline" -> 4 + measured(2, 3, value("--block-seconds"));
                default -> 0;
            };
        }

        private int precisions() {
            return values("--precision").size();
        }

        private static double measured(int settings, int blocks, double seconds) {
            return settings * (1 + blocks * seconds);
        }
    }

    private List<Asked> run(int cores, String... options) throws IOException, InterruptedException {
        Files.writeString(tools.resolve("clock"), "0\n");
        Files.deleteIfExists(tools.resolve("limits"));
        program(tools.resolve("nproc"), "#!/bin/sh\necho " + cores + "\n");
        var words = new ArrayList<>(List.of(
                "env",
                "-i",
                "PATH=" + tools + ":" + System.getenv("PATH"),
                "PYTHON=" + tools.resolve("python"),
                "sh",
                place.resolve("bundle/bench/gpu-suite.sh").toString(),
                "--out",
                place.resolve("out").toString()));
        words.addAll(List.of(options));
        Process script = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(place.resolve("said.txt").toFile())
                .start();
        assertThat(script.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(script.exitValue()).isZero();
        return Files.readAllLines(tools.resolve("limits")).stream()
                .filter(line -> line.matches("[0-9]+ \\S+/sulcus bench .*") && !line.endsWith("--help"))
                .map(line -> new Asked(Integer.parseInt(line.split(" ")[0]), line.substring(line.indexOf(' ') + 1)))
                .toList();
    }

    private int clock() throws IOException {
        return Integer.parseInt(Files.readString(tools.resolve("clock")).strip());
    }

    private static void program(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
