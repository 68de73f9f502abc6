package dev.sulcus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sulcus.artefact.Json;
import dev.sulcus.device.Installation;
import dev.sulcus.support.QuietNarrator;
import dev.sulcus.workflow.DataConfig;
import dev.sulcus.workflow.Recipe;
import dev.sulcus.workflow.RunSpec;
import dev.sulcus.workflow.TrainConfig;
import dev.sulcus.workflow.TrainWork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The same seed twice, and a run that was interrupted, leave the same files apart from times. */
@Tag("native")
class RepeatTest {
    @TempDir
    static Path shared;

    private static Path data;
    private static Path recipe;
    private static Path straight;

    @TempDir
    Path folder;

    @BeforeAll
    static void train() {
        data = TinyStudy.data(shared.resolve("data"));
        recipe = TinyStudy.recipe(shared.resolve("recipe.json"));
        straight = shared.resolve("run");
        assertThat(Shell.type("train", data, "--recipe", recipe, "--out", straight)
                        .code())
                .isZero();
    }

    @Test
    void shouldLeaveTheSameFilesForTheSameSeed() {
        Path again = folder.resolve("run");
        Shell.type("train", data, "--recipe", recipe, "--out", again, "--cache-mb", 0, "--workers", 1);
        assertSame(again);
    }

    /** On a CPU all operations repeat; the switch is recorded, and a run that goes on without it says so. */
    @Test
    void shouldRecordWhatDecidesOnTheLastDigits() {
        Path run = folder.resolve("run");
        interrupted(run, data, 5);
        JsonNode numerics = Json.read(run.resolve("run.json"), JsonNode.class).path("numerics");
        assertThat(numerics.path("precision").asText()).isEqualTo("float32");
        assertThat(numerics.path("device").asText()).isEqualTo("cpu");
        assertThat(numerics.path("tf32").asBoolean(true)).isFalse();
        assertThat(numerics.path("deterministic").asBoolean(true)).isFalse();
        Shell shell = Shell.type("train", "--resume", run, "--deterministic");
        assertThat(shell.code()).isZero();
        assertThat(shell.err()).contains("begun as float32 on the cpu, continued as float32 on the cpu, deterministic");
        String weights = "model/variables/variables.data-00000-of-00001";
        assertThat(TinyStudy.files(run).get(weights))
                .isEqualTo(TinyStudy.files(straight).get(weights));
    }

    /** Any of its devices may have the last word on a digit, so they are recorded, and a run goes on with as many. */
    @Test
    void shouldRecordTheReplicasAndGoOnWithThem() {
        Path run = folder.resolve("run");
        Shell shell = Shell.type("train", data, "--recipe", recipe, "--out", run, "--replicas", 2, "--device", "cpu");
        assertThat(shell.code()).isZero();
        assertThat(shell.out()).contains("2 replicas share each batch, on CPU:0, CPU:1: virtual devices");
        JsonNode numerics = Json.read(run.resolve("run.json"), JsonNode.class).path("numerics");
        assertThat(numerics.path("replicas")).map(JsonNode::asText).containsExactly("CPU:0", "CPU:1");
        Shell other = Shell.type("train", "--resume", run, "--replicas", 1);
        assertThat(other.code()).isEqualTo(2);
        assertThat(other.errLines()).singleElement().asString().contains("leave away --replicas 1");
    }

    @Test
    void shouldRefuseReplicasWhereTheyCanNotBe() {
        Path run = folder.resolve("run");
        for (Object[] typed : new Object[][] {
            {"train", data, "--out", run, "--gpus", 2, "--device", "cpu"},
            {"train", data, "--out", run, "--gpus", 2, "--replicas", 2},
            {"train", data, "--out", run, "--replicas", 2, "--model", "logistic"}
        }) {
            Shell shell = Shell.type(typed);
            assertThat(shell.code()).isEqualTo(2);
            assertThat(shell.err()).contains("--gpus");
        }
        assertThat(run).doesNotExist();
    }

    @Test
    void shouldLeaveOtherWeightsForAnotherSeed() {
        Path other = folder.resolve("run");
        Shell.type("train", data, "--recipe", recipe, "--out", other, "--seed", 2);
        String weights = "model/variables/variables.data-00000-of-00001";
        assertThat(TinyStudy.files(other).get(weights))
                .isNotEqualTo(TinyStudy.files(straight).get(weights));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 7, 14})
    void shouldEndWithTheSameFilesWhenItWasInterrupted(int steps) {
        Path run = folder.resolve("run");
        assertThat(interrupted(run, data, steps).status()).isEqualTo(RunSpec.Status.INTERRUPTED);
        assertThat(run.resolve("metrics.json")).doesNotExist();
        assertThat(Shell.type("train", "--resume", run).code()).isZero();
        assertSame(run);
    }

    @Test
    void shouldRefuseToContinueOnOtherData() throws IOException {
        Path copy = TinyStudy.data(folder.resolve("data"));
        Path run = folder.resolve("run");
        interrupted(run, copy, 2);
        try (var files = Files.list(copy.resolve("yes"))) {
            Files.delete(files.sorted().findFirst().orElseThrow());
        }
        Shell shell = Shell.type("train", "--resume", run);
        assertThat(shell.code()).isEqualTo(1);
        assertThat(shell.errLines()).hasSize(1);
        assertThat(shell.err()).contains("not those this run began with");
    }

    @Test
    void shouldRefuseToJudgeARunThatHasNoModelYet() {
        Path run = folder.resolve("run");
        interrupted(run, data, 2);
        Shell shell = Shell.type("evaluate", run);
        assertThat(shell.code()).isEqualTo(1);
        assertThat(shell.err()).contains("no trained model here");
    }

    private static void assertSame(Path run) {
        Map<String, String> expected = TinyStudy.files(straight);
        Map<String, String> actual = TinyStudy.files(run);
        assertThat(actual.keySet()).isEqualTo(expected.keySet());
        expected.forEach(
                (name, content) -> assertThat(actual.get(name)).as(name).isEqualTo(content));
    }

    /** As after Ctrl-C when {@code steps} steps are done. */
    private static RunSpec interrupted(Path run, Path scans, int steps) {
        var resources = CommandLine.populateCommand(new ResourceOptions()).resources();
        var dataConfig = new DataConfig(scans, List.of(), List.of(), resources.workers(), resources.maxPixels());
        Recipe settings = Recipe.load(Installation.models(), "cnn", recipe);
        var done = new AtomicInteger();
        return TrainWork.start(
                new TrainConfig(dataConfig, run, settings, resources),
                new QuietNarrator(),
                () -> done.incrementAndGet() >= steps);
    }
}
