package dev.sulcus.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sulcus.artefact.Json;
import dev.sulcus.evaluation.CrossValidationResult;
import dev.sulcus.evaluation.FailureEvidence;
import dev.sulcus.evaluation.FailureFinder;
import dev.sulcus.evaluation.FoldPrediction;
import dev.sulcus.evaluation.MadeUpFolds;
import dev.sulcus.metrics.CalibrationCurve;
import dev.sulcus.metrics.Confusion;
import dev.sulcus.metrics.PrecisionRecallCurve;
import dev.sulcus.metrics.RocCurve;
import dev.sulcus.metrics.ThresholdConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrossValidationPageTest {
    private static final CrossValidationResult TUNED = MadeUpFolds.result(3, 1, ThresholdConfig.SENSITIVITY_95);
    private static final CrossValidationResult FIXED = MadeUpFolds.result(3, 0, ThresholdConfig.HALF);

    @TempDir
    Path folder;

    @Test
    void shouldSayFirstWhatWasMissedAtBothThresholds() {
        String words = page(TUNED, "folds").words();
        Confusion chosen = TUNED.pooledAtChosen().confusion();
        Confusion half = TUNED.pooledAtHalf().confusion();
        assertThat(chosen).isNotEqualTo(half);
        assertThat(words)
                .containsSubsequence(
                        "Missed " + chosen.falseNegative() + " of ", chosen.falsePositive() + " false alarms")
                .containsSubsequence(
                        "At 0.5 instead: Missed " + half.falseNegative() + " of ",
                        half.falsePositive() + " false alarms");
        assertThat(words.indexOf("Missed ")).isLessThan(words.indexOf("Accuracy"));
    }

    @Test
    void shouldStateTheCostAtEveryPrevalence() {
        assertThat(page(TUNED, "folds").words())
                .contains("Set to find 95\u202f% of the tumours", "1\u202f% ", "5\u202f% ", "20\u202f% ", "50\u202f% ");
    }

    @Test
    void shouldShowEveryFoldWithMeanAndDeviation() {
        String words = page(TUNED, "folds").words();
        assertThat(words).contains("Mean ± SD", "independent groups", " ± ");
        TUNED.folds().forEach(fold -> assertThat(words)
                .contains(NumberText.ratio(fold.threshold().value())));
    }

    @Test
    void shouldTellHowTheThresholdWasChosen() {
        assertThat(page(TUNED, "folds").words())
                .contains("scans of the training folds were not learnt from", "Only then were the test scans scored");
        assertThat(page(FIXED, "folds").words()).contains("fixed before anything was trained; no scan chose it");
    }

    @Test
    void shouldCountTheTumoursThatChoseTheThreshold() {
        assertThat(page(TUNED, "folds").words())
                .containsPattern("95 % of the [\\d to]+ tumours that chose a fold’s threshold means")
                .contains("the thresholds run from");
    }

    @Test
    void shouldNotClaimThatScansStoppedATrainingThatRanToItsEnd() {
        CrossValidationContent some = content(TUNED, "folds");
        assertThat(thresholdStory(some, some.keptEpochs())).contains("chose the epoch and then chose the threshold");
        assertThat(thresholdStory(some, List.of(0, 0, 0, 0, 0)))
                .contains("had no say in the training, and chose the threshold");
    }

    private String thresholdStory(CrossValidationContent c, List<Integer> kept) {
        Path target = folder.resolve("kept.html");
        CrossValidationPage.write(
                target,
                new CrossValidationContent(
                        c.name(),
                        c.data(),
                        c.result(),
                        kept,
                        c.failures(),
                        c.roc(),
                        c.precisionRecall(),
                        c.calibration(),
                        c.mistakes(),
                        c.warnings(),
                        c.run()));
        return PageText.read(target).words();
    }

    @Test
    void shouldShowOneThresholdOnceWhereThereIsOne() {
        String words = page(FIXED, "folds").words();
        assertThat(words).contains("Threshold 0.5").doesNotContain("At 0.5 instead", "Folds’ thresholds");
    }

    @Test
    void shouldNameTheFailuresThatTheProgramFound() {
        CrossValidationResult guessing = MadeUpFolds.result(0, 1, ThresholdConfig.SENSITIVITY_95);
        assertThat(page(guessing, "folds").words()).contains("high false positives", "the limit is");
        assertThat(page(guessing, "folds").html()).contains("role=\"alert\"");
    }

    @Test
    void shouldWriteTheSameBytesForTheSameContent() {
        String first = page(TUNED, "one").html();
        assertThat(page(MadeUpFolds.result(3, 1, ThresholdConfig.SENSITIVITY_95), "two")
                        .html())
                .isEqualTo(first);
    }

    @Test
    void shouldEscapeWhateverAFileIsCalled() {
        String hostile = "yes/</script><script>alert(1)</script>\" onerror=\"x.jpg";
        var content = content(TUNED, hostile);
        CrossValidationPage.write(folder.resolve("report.html"), content);
        PageText page = PageText.read(folder.resolve("report.html"));
        assertThat(page.scripts()).hasSize(2);
        assertThat(page.withoutScripts()).doesNotContain("<script>alert");
    }

    private PageText page(CrossValidationResult result, String name) {
        Path target = folder.resolve(name + ".html");
        CrossValidationPage.write(target, content(result, "folds"));
        return PageText.read(target);
    }

    static CrossValidationContent content(CrossValidationResult result, String name) {
        int[] labels =
                result.predictions().stream().mapToInt(FoldPrediction::label).toArray();
        double[] probabilities = result.predictions().stream()
                .mapToDouble(FoldPrediction::probability)
                .toArray();
        return new CrossValidationContent(
                name,
                name,
                result,
                List.of(3, 4, 0, 7, 9),
                FailureFinder.find(FailureEvidence.of(result, List.of())),
                RocCurve.of(labels, probabilities),
                PrecisionRecallCurve.of(labels, probabilities),
                CalibrationCurve.of(labels, probabilities, 10),
                List.of(new Mistake(name, 1, 0.1, MadeUpContent.jpeg(1))),
                List.of(name),
                Json.tree(Map.of("recipe", Map.of("model", "cnn"), "parameters", 7)));
    }
}
