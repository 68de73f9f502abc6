package dev.sulcus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sulcus.artefact.Json;
import dev.sulcus.device.Installation;
import dev.sulcus.evaluation.CrossValidationConfig;
import dev.sulcus.support.QuietNarrator;
import dev.sulcus.workflow.DataConfig;
import dev.sulcus.workflow.RunSpec.Status;
import dev.sulcus.workflow.StudyConfig;
import dev.sulcus.workflow.StudyProtocol;
import dev.sulcus.workflow.StudyWork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A study of two tiny models on made-up scans, from the command line. */
@Tag("native")
class StudyTest {
    private static final int FOLDS = 2;
    private static final String MODELS = "logistic,cnn";

    @TempDir
    static Path shared;

    private static Path data;
    private static Path cnn;
    private static Path logistic;
    private static Path study;
    private static Shell shell;

    @TempDir
    Path folder;

    @BeforeAll
    static void run() throws IOException {
        data = TinyStudy.data(shared.resolve("data"));
        cnn = TinyStudy.recipe(shared.resolve("cnn.json"));
        logistic = Files.writeString(shared.resolve("logistic.json"), """
            {"pixels": {"height": 32, "width": 32}}
            """);
        study = shared.resolve("study");
        shell = type(study, "--folds", FOLDS, "--no-timing");
        assertThat(shell.code()).as(shell.err()).isZero();
    }

    private static Shell type(Path out, Object... more) {
        Object[] words = {
            "study",
            data,
            "--out",
            out,
            "--models",
            MODELS,
            "--recipe",
            "cnn=" + cnn,
            "--recipe",
            "logistic=" + logistic
        };
        Object[] all = Arrays.copyOf(words, words.length + more.length);
        System.arraycopy(more, 0, all, words.length, more.length);
        return Shell.type(all);
    }

    @Test
    void shouldLeaveOnePageAndARunPerModel() {
        assertThat(TinyStudy.files(study).keySet())
                .contains(
                        "study.html",
                        "study.json",
                        "explore/explore.html",
                        "logistic/report.html",
                        "cnn/fold-2/model/sulcus.json")
                .noneMatch(name -> name.contains(".tmp") || name.contains("checkpoints"));
    }

    @Test
    void shouldAnswerFirstWhatADepartmentAsks() throws IOException {
        String page = Files.readString(study.resolve("study.html"));
        assertThat(page)
                .containsSubsequence(
                        "What was missed?",
                        "What would it cost?",
                        "How sure are we?",
                        "What must it not be used for?",
                        "The models",
                        "href=\"logistic/report.html\"",
                        "Methods");
    }

    @Test
    void shouldKeepWhatCameOut() {
        JsonNode spec = Json.read(study.resolve("study.json"), JsonNode.class);
        assertThat(spec.path("status").asText()).isEqualTo("FINISHED");
        assertThat(spec.at("/comparison/atHalf/scans").asInt()).isEqualTo(TinyStudy.SCANS);
        assertThat(spec.at("/comparison/models")).hasSize(2);
        assertThat(spec.at("/comparison/atChosen").isNull()).isFalse();
    }

    @Test
    void shouldTellHowFarItIs() {
        assertThat(shell.out()).contains("model 2 of 2: cnn", "so far", "to go", "page: ");
    }

    @Test
    void shouldTrainNothingAgainWhenItIsFinished() throws IOException {
        var before = Files.getLastModifiedTime(study.resolve("cnn/fold-1/model/saved_model.pb"));
        String page = Files.readString(study.resolve("study.html"));
        assertThat(Shell.type("study", "--resume", study).code()).isZero();
        assertThat(Files.getLastModifiedTime(study.resolve("cnn/fold-1/model/saved_model.pb")))
                .isEqualTo(before);
        assertThat(masked(Files.readString(study.resolve("study.html")))).isEqualTo(masked(page));
    }

    @Test
    void shouldRefuseOtherSettingsInTheSameFolder() {
        Shell other = type(study, "--folds", FOLDS, "--no-timing", "--seed", 7);
        assertThat(other.code()).isEqualTo(2);
        assertThat(other.err()).contains("other scans or settings", "--resume");
    }

    @Test
    void shouldGoOnWhereItWasStopped() throws IOException {
        Path out = folder.resolve("study");
        var resources = CommandLine.populateCommand(new ResourceOptions()).resources();
        var steps = new AtomicInteger();
        var config = new StudyConfig(
                new DataConfig(data, List.of(), List.of(), resources.workers(), resources.maxPixels()),
                out,
                StudyProtocol.SOUND,
                List.of("logistic", "cnn"),
                CrossValidationConfig.of(FOLDS, 1),
                1,
                Map.of("cnn", cnn, "logistic", logistic),
                Installation.models(),
                folder.resolve("store"),
                false,
                resources);
        Status stopped = StudyWork.start(config, new QuietNarrator(), () -> steps.incrementAndGet() >= 3)
                .status();
        assertThat(stopped).isEqualTo(Status.INTERRUPTED);
        assertThat(out.resolve("study.html")).doesNotExist();
        assertThat(Shell.type("study", "--resume", out).code()).isZero();
        for (String model : List.of("logistic", "cnn")) {
            assertThat(out.resolve(model + "/predictions.csv"))
                    .hasSameTextualContentAs(study.resolve(model + "/predictions.csv"));
        }
    }

    @Test
    void shouldFollowTheNotebookToTheLetter() throws IOException {
        Path out = folder.resolve("study");
        Path brief = Files.writeString(folder.resolve("brief.json"), """
            {"pixels": {"height": 48, "width": 48}, "network": {"filters": [4], "denseUnits": 8},
             "training": {"epochs": 1}}
            """);
        Shell notebook = Shell.type(
                "study",
                data,
                "--out",
                out,
                "--models",
                MODELS,
                "--protocol",
                "notebook",
                "--recipe",
                "cnn=" + brief,
                "--recipe",
                "logistic=" + logistic,
                "--no-timing");
        assertThat(notebook.code()).as(notebook.err()).isZero();
        JsonNode recipe = Json.read(out.resolve("cnn/run.json"), JsonNode.class).path("recipe");
        assertThat(recipe.path("split").asText()).isEqualTo("keras:0.2");
        assertThat(recipe.at("/pixels/resampling").asText()).isEqualTo("nearest");
        assertThat(recipe.at("/training/augmentation/rotationDegrees").asDouble())
                .isEqualTo(15);
        assertThat(Files.readString(out.resolve("study.html")))
                .contains("Beside the notebook report", "0.7647", "tumour recall 0.87", "taken were");
    }

    @Test
    void shouldJudgeTheSameWeightsFedRight() throws IOException {
        Path out = folder.resolve("study");
        Path brief = Files.writeString(folder.resolve("brief.json"), """
            {"pixels": {"height": 32, "width": 32}, "head": {"views": 1, "epochs": 1},
             "training": {"epochs": 1, "unfreeze": "3"}}
            """);
        Shell notebook = Shell.type(
                "study",
                data,
                "--out",
                out,
                "--models",
                "logistic,efficientnet-b0",
                "--protocol",
                "notebook",
                "--store",
                folder.resolve("store"),
                "--recipe",
                "efficientnet-b0=" + brief,
                "--recipe",
                "logistic=" + logistic,
                "--no-timing");
        assertThat(notebook.code()).as(notebook.err()).isZero();
        assertThat(doubled(out.resolve("efficientnet-b0"))).isTrue();
        assertThat(doubled(out.resolve("efficientnet-b0-fed-right"))).isFalse();
        assertThat(out.resolve("efficientnet-b0-fed-right/predictions.csv")).isNotEmptyFile();
        assertThat(Files.readString(out.resolve("study.html")))
                .contains(
                        "The same weights, fed right", "divided by 255 twice", "efficientnet-b0-fed-right/report.html");
        assertThat(notebook.out()).contains("the same weights fed right: AUC");
    }

    private static boolean doubled(Path run) {
        return Json.read(run.resolve("model/sulcus.json"), JsonNode.class)
                .at("/network/doubleScaling")
                .asBoolean();
    }

    @Test
    void shouldRefuseAModelAlone() {
        Shell alone = Shell.type("study", data, "--out", folder.resolve("s"), "--models", "cnn");
        assertThat(alone.code()).isEqualTo(2);
        assertThat(alone.err()).contains("two or more");
    }

    @Test
    void shouldRefuseFoldsOfTheNotebook() {
        Shell folds = Shell.type("study", data, "--out", folder.resolve("s"), "--protocol", "notebook", "--folds", 3);
        assertThat(folds.code()).isEqualTo(2);
        assertThat(folds.err()).contains("one split");
    }

    private static String masked(String page) {
        return page.replaceAll("(?s)<th scope=\"row\">ended</th><td>[^<]*", "");
    }
}
