package dev.sulcus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sulcus.artefact.Json;
import dev.sulcus.dataset.SplitSpec;
import dev.sulcus.device.Installation;
import dev.sulcus.evaluation.CrossValidationConfig;
import dev.sulcus.evaluation.FoldPrediction;
import dev.sulcus.evaluation.Prediction;
import dev.sulcus.evaluation.PredictionsCsv;
import dev.sulcus.metrics.ThresholdConfig;
import dev.sulcus.support.QuietNarrator;
import dev.sulcus.workflow.CrossValidationSpec;
import dev.sulcus.workflow.CrossValidationWork;
import dev.sulcus.workflow.DataConfig;
import dev.sulcus.workflow.Recipe;
import dev.sulcus.workflow.RunSpec;
import dev.sulcus.workflow.TrainConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** A cross-validation of three folds, from the command line. */
@Tag("native")
class FoldsTest {
    private static final int FOLDS = 3;
    private static final int STEPS_PER_FOLD = 3 * 4; // 3 epochs of about 28 scans in batches of 8

    @TempDir
    static Path shared;

    private static Path data;
    private static Path recipe;
    private static Path run;

    @TempDir
    Path folder;

    @BeforeAll
    static void train() {
        data = TinyStudy.data(shared.resolve("data"));
        recipe = TinyStudy.recipe(shared.resolve("recipe.json"));
        run = shared.resolve("run");
        Shell shell = Shell.type("train", data, "--recipe", recipe, "--out", run, "--folds", FOLDS, "--json");
        assertThat(shell.code()).as(shell.err()).isZero();
        assertThat(shell.err()).contains("fold 1/3", "to go", "fold 3/3", "independent groups");
        assertThat(Json.read(run.resolve("run.json"), JsonNode.class).get("kind"))
                .hasToString("\"cross-validation\"");
    }

    @Test
    void shouldTestEveryScanOnce() {
        assertThat(PredictionsCsv.readFolds(run.resolve("predictions.csv")))
                .extracting(FoldPrediction::path)
                .doesNotHaveDuplicates()
                .hasSize(TinyStudy.SCANS);
    }

    @Test
    void shouldShowMistakesUnderHeatMapsOnTheFoldsPageAndOnEachFolds() throws IOException {
        List<FoldPrediction> rows = PredictionsCsv.readFolds(run.resolve("predictions.csv"));
        long wrong = rows.stream().filter(row -> row.label() != row.predicted()).count();
        assertThat(Files.readString(run.resolve("report.html")).split("class=\"heat\"", -1))
                .hasSize(1 + (int) Math.min(8, wrong));
        for (int fold = 1; fold <= FOLDS; fold++) {
            String page = Files.readString(run.resolve("fold-" + fold + "/report.html"));
            long mistakes = PredictionsCsv.read(run.resolve("fold-" + fold + "/predictions.csv")).stream()
                    .filter(row -> row.label() != row.predicted())
                    .count();
            assertThat(page.split("class=\"heat\"", -1)).hasSize(1 + (int) Math.min(8, mistakes));
            assertThat(page).contains("What entered", "the scans that its first model learnt from");
        }
    }

    @Test
    void shouldNameAModelWhereExportAndInspectNeedOne() {
        Path out = folder.resolve("x.h5");
        Shell export = Shell.type("models", "export", run, "--format", "keras-h5", "--out", out);
        assertThat(export.code()).isEqualTo(2);
        assertThat(export.err()).contains("holds 3 models, and export writes one; name " + run.resolve("fold-1/model"));
        assertThat(Shell.type("models", "inspect", run).err())
                .contains("inspect shows one; name " + run.resolve("fold-1/model"));
    }

    @Test
    void shouldLeaveARunsFolderPerFold() {
        assertThat(TinyStudy.files(run).keySet())
                .contains("run.json", "folds.json", "metrics.json", "predictions.csv", "report.html")
                .contains(
                        "fold-2/run.json",
                        "fold-2/split.json",
                        "fold-2/history.csv",
                        "fold-2/tuning.csv",
                        "fold-2/metrics.json",
                        "fold-2/predictions.csv",
                        "fold-2/report.html",
                        "fold-2/model/sulcus.json")
                .noneMatch(name -> name.contains(".tmp") || name.contains("checkpoints"));
    }

    @Test
    void shouldKeepThePartsOfEveryFoldApart() {
        for (int fold = 1; fold <= FOLDS; fold++) {
            SplitSpec split = Json.read(run.resolve("fold-" + fold + "/split.json"), SplitSpec.class);
            var all = new ArrayList<>(split.training());
            all.addAll(split.validation());
            all.addAll(split.test());
            assertThat(all).doesNotHaveDuplicates().hasSize(TinyStudy.SCANS);
            assertThat(predictions(fold, "tuning.csv"))
                    .extracting(Prediction::path)
                    .hasSameElementsAs(split.validation());
            assertThat(predictions(fold, "predictions.csv"))
                    .extracting(Prediction::path)
                    .hasSameElementsAs(split.test());
        }
    }

    @Test
    void shouldDrawAnotherSeedForEveryFold() {
        assertThat(Json.read(run.resolve("run.json"), JsonNode.class).at("/outcome/folds"))
                .extracting(fold -> fold.get("seed").longValue())
                .doesNotHaveDuplicates()
                .hasSize(FOLDS);
    }

    @Test
    void shouldJudgeAgainToTheSameNumbers() throws IOException {
        Shell shell = Shell.type("evaluate", run, "--out", folder.resolve("judged"), "--json");
        assertThat(shell.code()).isZero();
        assertThat(shell.out()).isEqualTo(Files.readString(run.resolve("metrics.json")));
        assertThat(folder.resolve("judged/predictions.csv")).hasSameTextualContentAs(run.resolve("predictions.csv"));
    }

    @Test
    void shouldJudgeAFoldOnItsTestScans() {
        Path out = folder.resolve("judged");
        Shell shell = Shell.type("evaluate", run.resolve("fold-1"), "--out", out);
        assertThat(shell.code()).isZero();
        assertThat(shell.err()).doesNotContain("chose the epoch");
        assertThat(out.resolve("predictions.csv")).hasSameTextualContentAs(run.resolve("fold-1/predictions.csv"));
    }

    @Test
    void shouldScoreWithTheMeanOfTheFoldsAndTheirSpread() throws IOException {
        Path worklist = folder.resolve("worklist.csv");
        assertThat(Shell.type("score", run, data.resolve("yes"), "--out", worklist)
                        .code())
                .isZero();
        var members = new ArrayList<Map<String, Double>>();
        for (int fold = 1; fold <= FOLDS; fold++) {
            Path one = folder.resolve(fold + ".csv");
            Shell.type("score", run.resolve("fold-" + fold), data.resolve("yes"), "--out", one);
            members.add(column(one, 2));
        }
        Map<String, Double> spreads = column(worklist, 4);
        column(worklist, 2).forEach((path, probability) -> {
            double[] each =
                    members.stream().mapToDouble(member -> member.get(path)).toArray();
            assertThat(probability).isCloseTo((each[0] + each[1] + each[2]) / 3, Offset.offset(1e-6));
            double highest = Math.max(each[0], Math.max(each[1], each[2]));
            double lowest = Math.min(each[0], Math.min(each[1], each[2]));
            assertThat(spreads.get(path)).isCloseTo(highest - lowest, Offset.offset(1e-6));
        });
    }

    @Test
    void shouldWarnWhenTheMeanIsJudgedOnScansThatTrainedIt() {
        Shell shell = Shell.type("evaluate", run, data, "--out", folder.resolve("judged"), "--tta", "flip");
        assertThat(shell.code()).isZero();
        assertThat(shell.err()).contains("warning: 48 of 48 scans are a copy or near-duplicate");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, STEPS_PER_FOLD + 5})
    void shouldEndWithTheSameFilesWhenItWasInterrupted(int steps) throws IOException {
        Path again = folder.resolve("run");
        assertThat(interrupted(again, steps).status()).isEqualTo(RunSpec.Status.INTERRUPTED);
        Shell refused = Shell.type("score", again, data, "--out", folder.resolve("w.csv"));
        assertThat(refused.err()).contains("is not finished", "--resume");
        Shell fold = Shell.type("train", "--resume", again.resolve("fold-" + (steps < STEPS_PER_FOLD ? 1 : 2)));
        assertThat(fold.err()).contains("is a fold of a cross-validation", "--resume " + again);
        assertThat(fold.code()).isEqualTo(2);
        FileTime firstModel = steps < STEPS_PER_FOLD ? null : modified(again);
        assertThat(Shell.type("train", "--resume", again).code()).isZero();
        if (firstModel != null) {
            assertThat(modified(again)).isEqualTo(firstModel);
        }
        Map<String, String> expected = TinyStudy.files(run);
        Map<String, String> actual = TinyStudy.files(again);
        assertThat(actual.keySet()).isEqualTo(expected.keySet());
        expected.forEach(
                (name, content) -> assertThat(actual.get(name)).as(name).isEqualTo(content));
    }

    @Test
    void shouldJudgeTheRecipeOfARunInFolds() {
        Path out = folder.resolve("folds");
        Shell shell = Shell.type(
                "evaluate", run, "--folds", 2, "--fits", 2, "--tuning-parts", 3, "--sensitivity", 0.8, "--out", out);
        assertThat(shell.code()).as(shell.err()).isZero();
        assertThat(Json.read(out.resolve("run.json"), JsonNode.class).at("/folds/operatingPoint/value"))
                .hasToString("0.8");
        assertThat(out.resolve("fold-2/fit-2/model/sulcus.json")).isNotEmptyFile();
        assertThat(Shell.type("evaluate", out).code()).isZero();
        assertThat(out.resolve("evaluation/metrics.json")).hasSameTextualContentAs(out.resolve("metrics.json"));
    }

    @Test
    void shouldLearnFromAllTrainingFoldsWhereTheRecipeWatchesNothing() throws IOException {
        Path fixed = Files.writeString(folder.resolve("fixed.json"), """
                {
                  "pixels": {"height": 48, "width": 48},
                  "network": {"filters": [4, 8], "denseUnits": 16},
                  "training": {"epochs": 2, "batchSize": 8,
                    "earlyStopping": {"restoreBest": false, "patience": 2}, "plateau": {"patience": 2}}
                }
                """);
        Path out = folder.resolve("run");
        Shell shell = Shell.type("train", data, "--recipe", fixed, "--out", out, "--folds", 2, "--fits", 0);
        assertThat(shell.code()).as(shell.err()).isZero();
        SplitSpec split = Json.read(out.resolve("fold-1/split.json"), SplitSpec.class);
        assertThat(split.validation()).isEmpty();
        assertThat(split.training().size() + split.test().size()).isEqualTo(TinyStudy.SCANS);
        assertThat(Json.read(out.resolve("run.json"), JsonNode.class).at("/outcome/threshold"))
                .hasToString("0.5");
    }

    private static List<Prediction> predictions(int fold, String name) {
        return PredictionsCsv.read(run.resolve("fold-" + fold).resolve(name));
    }

    private static FileTime modified(Path again) throws IOException {
        return Files.getLastModifiedTime(again.resolve("fold-1/model/saved_model.pb"));
    }

    private static Map<String, Double> column(Path csv, int column) throws IOException {
        var values = new java.util.HashMap<String, Double>();
        Files.readAllLines(csv).stream()
                .skip(1)
                .map(line -> line.split(","))
                .forEach(cells -> values.put(cells[1], Double.parseDouble(cells[column])));
        return values;
    }

    /** As after Ctrl-C when {@code steps} steps are done. */
    private static CrossValidationSpec interrupted(Path again, int steps) {
        var resources = CommandLine.populateCommand(new ResourceOptions()).resources();
        var dataConfig = new DataConfig(data, List.of(), List.of(), resources.workers(), resources.maxPixels());
        Recipe settings = Recipe.load(Installation.models(), "cnn", recipe);
        var done = new AtomicInteger();
        return CrossValidationWork.start(
                new TrainConfig(dataConfig, again, settings, resources),
                new CrossValidationConfig(
                        FOLDS, CrossValidationConfig.TUNING_PARTS, 1, ThresholdConfig.SENSITIVITY_95, 1),
                new QuietNarrator(),
                () -> done.incrementAndGet() >= steps);
    }
}
