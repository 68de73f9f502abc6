package dev.sulcus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sulcus.artefact.Json;
import dev.sulcus.evaluation.PredictionsCsv;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("native")
class EndToEndTest {
    @TempDir
    static Path shared;

    private static Path data;
    private static Path recipe;
    private static Path run;
    private static Shell trained;

    @TempDir
    Path folder;

    @BeforeAll
    static void train() {
        data = TinyStudy.data(shared.resolve("data"));
        recipe = TinyStudy.recipe(shared.resolve("recipe.json"));
        run = shared.resolve("run");
        trained = Shell.type("train", data, "--recipe", recipe, "--out", run, "--json");
    }

    @Test
    void shouldPrintOneJsonDocumentWhenItTrains() throws IOException {
        assertThat(trained.code()).isZero();
        JsonNode document = document(trained);
        assertThat(document.get("status").asText()).isEqualTo("FINISHED");
        assertThat(document.get("recipe").get("network").get("filters").size()).isEqualTo(2);
        assertThat(trained.err()).contains(" parameters, ", "epoch   3/3", "report.html");
        assertThat(document).isEqualTo(Json.read(run.resolve("run.json"), JsonNode.class));
    }

    @Test
    void shouldLeaveEverythingThatARunIsMeantToLeave() {
        assertThat(TinyStudy.files(run).keySet())
                .contains(
                        "run.json",
                        "split.json",
                        "history.csv",
                        "metrics.json",
                        "predictions.csv",
                        "report.html",
                        "model/saved_model.pb",
                        "model/sulcus.json",
                        "model/variables/variables.index",
                        "checkpoints/state.json")
                .noneMatch(name -> name.contains(".tmp"));
    }

    @Test
    void shouldExploreWithOneJsonDocument() throws IOException {
        Path out = folder.resolve("explored");
        Shell shell = Shell.type("explore", data, "--out", out, "--json");
        assertThat(shell.code()).isZero();
        assertThat(document(shell).get("classes").size()).isEqualTo(2);
        assertThat(document(shell)).isEqualTo(Json.read(out.resolve("explore.json"), JsonNode.class));
        assertThat(out.resolve("samples.png")).isNotEmptyFile();
        assertThat(out.resolve("explore.html")).isNotEmptyFile();
        assertThat(out.resolve("crops.png")).isNotEmptyFile();
        assertThat(shell.err()).contains("'yes' is taken as tumour");
    }

    @Test
    void shouldEvaluateToTheVeryPredictionsOfTheTraining() throws IOException {
        Path out = folder.resolve("judged");
        Shell shell = Shell.type("evaluate", run, "--out", out, "--json");
        assertThat(shell.code()).isZero();
        assertThat(document(shell)).isEqualTo(Json.read(run.resolve("metrics.json"), JsonNode.class));
        assertThat(out.resolve("predictions.csv")).hasSameTextualContentAs(run.resolve("predictions.csv"));
        assertThat(out.resolve("report.html")).isNotEmptyFile();
    }

    @Test
    void shouldWarnWithTheCountWhenDataRepeatTrainingScans() throws IOException {
        Shell shell = Shell.type("evaluate", run, data, "--out", folder.resolve("judged"));
        int training = Json.read(run.resolve("run.json"), JsonNode.class)
                .get("data")
                .get("training")
                .intValue();
        assertThat(shell.code()).isZero();
        assertThat(shell.err())
                .contains("warning: " + training + " of " + TinyStudy.SCANS + " scans are a copy or near-duplicate");
        assertThat(PredictionsCsv.read(folder.resolve("judged/predictions.csv")))
                .hasSize(TinyStudy.SCANS);
    }

    @Test
    void shouldScoreWithoutALabelAndAgreeWithTheEvaluation() throws IOException {
        Path worklist = folder.resolve("worklist.csv");
        Files.writeString(folder.resolve("broken.png"), "no picture");
        Shell shell = Shell.type(
                "score",
                run,
                data.resolve("yes"),
                data.resolve("no"),
                folder.resolve("broken.png"),
                "--out",
                worklist,
                "--json");
        assertThat(shell.code()).isZero();
        JsonNode document = document(shell);
        assertThat(document.get("rows").size()).isEqualTo(TinyStudy.SCANS);
        assertThat(document.get("quarantined").size()).isEqualTo(1);
        assertThat(shell.err()).contains("warning: 1 file could not be scored");
        assertThat(Files.readString(folder.resolve("worklist.csv.quarantine.csv")))
                .contains("broken.png");
        for (var prediction : PredictionsCsv.read(run.resolve("predictions.csv"))) {
            assertThat(document.get("rows")).anySatisfy(row -> {
                assertThat(row.get("path").asText()).endsWith(prediction.path());
                assertThat(row.get("probability").doubleValue())
                        .isCloseTo(prediction.probability(), org.assertj.core.data.Offset.offset(1e-6));
            });
        }
    }

    @Test
    void shouldPlanFoldsInWhichEveryScanValidatesOnce() {
        Shell shell = Shell.type("explore", data, "--folds", "3", "--out", folder.resolve("explored"));
        assertThat(shell.code()).isZero();
        assertThat(shell.out()).contains("fold:1/3").contains("fold:3/3");
        var plans = Json.read(folder.resolve("explored/folds.json"), dev.sulcus.dataset.SplitSpec[].class);
        var validated = java.util.Arrays.stream(plans)
                .flatMap(plan -> plan.validation().stream())
                .toList();
        assertThat(plans).hasSize(3);
        assertThat(validated)
                .doesNotHaveDuplicates()
                .hasSize(plans[0].training().size() + plans[0].validation().size());
    }

    @Test
    void shouldRefuseOneFold() {
        assertThat(Shell.type("explore", data, "--folds", "1").code()).isEqualTo(2);
    }

    @Test
    void shouldFailOnlyWhenNothingCouldBeScored() throws IOException {
        Path worklist = Files.writeString(folder.resolve("worklist.csv"), "of yesterday");
        Files.writeString(folder.resolve("broken.png"), "no picture");
        Shell shell = Shell.type("score", run, folder.resolve("broken.png"), "--out", worklist, "--json");
        assertThat(shell.code()).isEqualTo(1);
        assertThat(shell.out()).isEmpty();
        assertThat(shell.err()).contains("nothing could be scored").contains("broken.png");
        assertThat(worklist).hasContent("of yesterday");
        assertThat(folder.resolve("worklist.csv.quarantine.csv")).isNotEmptyFile();
    }

    @Test
    void shouldCallAModelThatLearntNothingDegenerate() {
        Path out = folder.resolve("run");
        Shell shell =
                Shell.type("train", data, "--recipe", recipe, "--out", out, "--epochs", 1, "--learning-rate", 1e-9);
        assertThat(shell.code()).isZero();
        assertThat(shell.err()).contains("DEGENERATE: ");
        assertThat(Json.read(out.resolve("metrics.json"), JsonNode.class).get("degenerate"))
                .isNotEmpty();
    }

    @Test
    void shouldRefuseAFolderThatHoldsARun() {
        Shell shell = Shell.type("train", data, "--recipe", recipe, "--out", run);
        assertThat(shell.code()).isEqualTo(2);
        assertThat(shell.errLines()).hasSize(1);
        assertThat(shell.err()).contains("already holds a run", "--resume");
    }

    @Test
    void shouldSayThatAFinishedRunIsFinished() {
        Shell shell = Shell.type("train", "--resume", run);
        assertThat(shell.code()).isZero();
        assertThat(shell.out()).contains("finished");
    }

    @Test
    void shouldListTheNamesOfMoreThanTwoClasses() throws IOException {
        Shell shell = Shell.type("explore", fourKinds());
        assertThat(shell.code()).isEqualTo(2);
        assertThat(shell.errLines()).hasSize(1);
        assertThat(shell.err()).contains("glioma", "meningioma", "notumor", "pituitary", "--positive");
    }

    @Test
    void shouldMakeFourKindsBinaryByTheNegativeName() throws IOException {
        Shell shell = Shell.type("explore", fourKinds(), "--negative", "notumor", "--json");
        assertThat(shell.code()).isZero();
        assertThat(document(shell).get("classes"))
                .extracting(c -> c.get("name").asText() + " " + c.get("label").intValue())
                .containsExactlyInAnyOrder("glioma 1", "meningioma 1", "notumor 0", "pituitary 1");
    }

    @Test
    void shouldDemonstrateTheWholeWay() {
        Path out = folder.resolve("demo");
        Shell shell = Shell.type("demo", "--out", out, "--count", 40, "--recipe", recipe, "--epochs", 2, "--size", 48);
        assertThat(shell.code()).isZero();
        assertThat(shell.out()).contains("report.html", "./sulcus train DATA");
        assertThat(out.resolve("explore/explore.html")).isNotEmptyFile();
        assertThat(out.resolve("run/report.html")).isNotEmptyFile();
        assertThat(out.resolve("worklist.csv")).isNotEmptyFile();
        assertThat(out.resolve("worklist.csv.quarantine.csv")).content().contains("cut-off.png");
    }

    private Path fourKinds() throws IOException {
        Path root = folder.resolve("kinds");
        for (String name : new String[] {"glioma", "meningioma", "notumor", "pituitary"}) {
            Path kind = Files.createDirectories(root.resolve(name));
            Path from = data.resolve(name.equals("notumor") ? "no" : "yes");
            try (Stream<Path> files = Files.list(from)) {
                for (Path file : files.sorted().limit(3).toList()) {
                    Files.copy(file, kind.resolve(file.getFileName()));
                }
            }
        }
        return root;
    }

    /** Standard output, which is one JSON document and nothing else. */
    private static JsonNode document(Shell shell) throws IOException {
        var mapper = new ObjectMapper()
                .enable(com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        return mapper.readTree(shell.out());
    }
}
