package dev.sulcus.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sulcus.artefact.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** bench/gpu-suite.sh in a bundle whose program is a shell script that pretends: what the script makes of the outcomes. */
class GpuSuiteScriptTest {
    private static final String PRETENDED = """
            #!/bin/sh
            case "$*" in
                'doctor --json')
                    cat "$(dirname "$0")/doctor.json" ;;
                'bench agree '*)
                    echo 'a table' >&2
                    printf '{\n  "passed" : true\n}\n' ;;
                *'--precision float32,bfloat16')
                    echo 'sulcus: --precision is "bfloat16"' >&2
                    exit 2 ;;
                'bench train --model cnn'*)
                    printf '{\n  "rows" : [ ]\n}\n' ;;
                'bench train'*--tf32*)
                    printf '{\n  "warnings" : [ "stopped early: 3 of 6 blocks" ]\n}\n'
                    exit 124 ;;
                'bench train'*'--precision float16'*)
                    printf '{\n  "half": '
                    exit 124 ;;
                'bench train'*)
                    echo '{"half": "a document"'
                    printf 'sulcus: out of "memory"; a tab\\tand a \\\\\\n' >&2
                    exit 1 ;;
                --version) echo '0.1.0 (abc)' ;;
                *) exit 3 ;;
            esac
            """;

    @TempDir
    private Path place;

    @BeforeEach
    void makeUp() throws IOException {
        Path bench = Files.createDirectories(place.resolve("bundle/bench"));
        Files.copy(Path.of("bench/gpu-suite.sh"), bench.resolve("gpu-suite.sh"), StandardCopyOption.COPY_ATTRIBUTES);
        Path bin = Files.createDirectories(place.resolve("bundle/bin"));
        Files.writeString(bin.resolve("sulcus"), PRETENDED);
        Files.setPosixFilePermissions(bin.resolve("sulcus"), PosixFilePermissions.fromString("rwxr-xr-x"));
        doctor("GPU", "NVIDIA H100 80GB HBM3");
    }

    @Test
    void shouldRecordEachSectionWhateverBecameOfIt() throws Exception {
        assertThat(run("--only", "agree,train-efficientnet-128,train-cnn,pipeline,peers"))
                .isZero();
        JsonNode suite = result("gpu_suite-both-h100_80gb_hbm3-");
        assertThat(suite.at("/card").asText()).isEqualTo("NVIDIA H100 80GB HBM3");
        assertThat(suite.at("/driver").asText()).isEqualTo("NVIDIA driver 560");
        assertThat(suite.at("/revision").asText()).isEqualTo("0.1.0 (abc)");
        assertThat(names(suite)).startsWith("doctor", "agree", "train-efficientnet-128", "peers", "train-cnn");
        JsonNode agree = section(suite, "agree");
        assertThat(agree.at("/result/passed").asBoolean()).isTrue();
        assertThat(agree.at("/failure").isNull()).isTrue();
        // The first attempt wanted a precision that this program does not know.
        assertThat(section(suite, "train-cnn").at("/code").asInt()).isZero();
        assertThat(section(suite, "train-cnn").at("/command").asText()).endsWith("--precision float32");
        JsonNode failed = section(suite, "train-efficientnet-128");
        assertThat(failed.at("/result").isNull()).isTrue();
        assertThat(failed.at("/failure").asText()).isEqualTo("sulcus: out of \"memory\"; a tab and a \\");
        assertThat(section(suite, "pipeline").at("/failure").asText()).contains("no folder of scans");
        try (Stream<Path> left = Files.list(place.resolve("out"))) {
            assertThat(left.map(file -> String.valueOf(file.getFileName())))
                    .noneMatch(name -> name.startsWith("work") || name.endsWith(".new"));
        }
    }

    @Test
    void shouldTakeTheDocumentOfACommandThatWasStopped() throws Exception {
        assertThat(run("--only", "knob-deterministic,knob-tf32,knob-float16,knob-steps-per-call"))
                .isZero();
        JsonNode suite = result("gpu_suite-both-h100_80gb_hbm3-");
        // One that fails takes no other with it.
        assertThat(names(suite))
                .containsExactly("doctor", "knob-deterministic", "knob-tf32", "knob-float16", "knob-steps-per-call");
        JsonNode stopped = section(suite, "knob-tf32");
        assertThat(stopped.at("/code").asInt()).isEqualTo(124);
        assertThat(stopped.at("/result/warnings/0").asText()).startsWith("stopped early");
        assertThat(stopped.at("/failure").asText()).contains("the result is what it had");
        JsonNode cutOff = section(suite, "knob-float16");
        assertThat(cutOff.at("/result").isNull()).isTrue();
        assertThat(cutOff.at("/failure").asText()).startsWith("not finished within");
    }

    @Test
    void shouldCompareWithoutFilesWherePrepareMadeNone() throws Exception {
        assertThat(run("--only", "prepare,agree")).isZero();
        JsonNode suite = result("gpu_suite-both-h100_80gb_hbm3-");
        assertThat(section(suite, "prepare").at("/code").asInt()).isEqualTo(3);
        assertThat(section(suite, "agree").at("/command").asText()).contains("bench agree --device");
        assertThat(section(suite, "agree").at("/failure").isNull()).isTrue();
    }

    @Test
    void shouldEndAtOnceWhereTheCardIsNotListed() throws Exception {
        doctor("CPU", "NVIDIA H100 80GB HBM3");
        assertThat(run()).isEqualTo(1);
        assertThat(names(result("gpu_suite-both-"))).containsExactly("doctor");
    }

    @Test
    void shouldRefuseWhatItDoesNotKnow() throws Exception {
        assertThat(run("--minutes", "many")).isEqualTo(2);
        assertThat(run("--nothing")).isEqualTo(2);
        assertThat(run("--help")).isZero();
    }

    private static List<String> names(JsonNode suite) {
        var names = new ArrayList<String>();
        suite.at("/sections").forEach(section -> names.add(section.at("/name").asText()));
        return names;
    }

    private void doctor(String type, String card) throws IOException {
        var report = Json.tree(Map.of(
                "cpu", Map.of("model", "Some CPU"),
                "tensorFlow", Map.of("devices", List.of(Map.of("type", type)))));
        String text = Json.pretty(report).stripTrailing();
        String gpu = """
            ,
              "gpu" : {
                "driver" : "NVIDIA driver 560",
                "build" : true,
                "cards" : [
                  {
                    "name" : "%s",
                    "capability" : "9.0"
                  }
                ]
              }
            }
            """.formatted(card);
        Files.writeString(place.resolve("bundle/bin/doctor.json"), text.substring(0, text.length() - 2) + gpu);
    }

    private int run(String... options) throws IOException, InterruptedException {
        var words = new ArrayList<>(List.of(
                "env",
                "-i",
                "PATH=" + System.getenv("PATH"),
                "PYTHON=no-python-here",
                place.resolve("bundle/bench/gpu-suite.sh").toString(),
                "--out",
                place.resolve("out").toString(),
                "--small"));
        words.addAll(List.of(options));
        Process script = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(place.resolve("said.txt").toFile())
                .start();
        assertThat(script.waitFor(120, TimeUnit.SECONDS)).isTrue();
        return script.exitValue();
    }

    private JsonNode result(String begin) throws IOException {
        try (Stream<Path> files = Files.list(place.resolve("out"))) {
            Path found = files.filter(file -> String.valueOf(file.getFileName()).startsWith(begin)
                            && file.toString().endsWith(".json"))
                    .findFirst()
                    .orElseThrow();
            return Json.read(found, JsonNode.class);
        }
    }

    private static JsonNode section(JsonNode suite, String name) {
        for (JsonNode section : suite.at("/sections")) {
            if (section.at("/name").asText().equals(name)) {
                return section;
            }
        }
        throw new AssertionError("no section " + name);
    }
}
