package dev.sulcus.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sulcus.artefact.Json;
import dev.sulcus.dataset.ClassWeights;
import dev.sulcus.evaluation.EvaluationResult;
import dev.sulcus.fault.Fault;
import dev.sulcus.metrics.CalibrationCurve;
import dev.sulcus.metrics.Interval;
import dev.sulcus.metrics.PrecisionRecallCurve;
import dev.sulcus.metrics.RocCurve;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunPageTest {
    private static final String HOSTILE = "yes/</script><script>alert(1)</script>\" onerror=\"x.jpg";

    @TempDir
    Path folder;

    @Test
    void shouldSayFirstWhatWasMissed() {
        String words = page(MadeUpContent.run()).words();
        assertThat(words).contains("Missed 2 of 31 tumours; 3 false alarms among 19 scans without.");
        assertThat(words.indexOf("Sensitivity")).isLessThan(words.indexOf("Accuracy"));
    }

    @Test
    void shouldShowEveryFigureOfTheMetrics() {
        assertThat(page(MadeUpContent.run()).words())
                .contains("Sensitivity share of tumours found 0.935 0.839–1.000")
                .contains("Specificity share of the others cleared 0.842 0.667–1.000")
                .contains("if the threshold were set to miss at most 1 in 20 0.684")
                .contains("Accuracy share of right calls 0.900 0.820–0.980")
                .contains("mean of sensitivity and specificity 0.889")
                .contains("ROC AUC chance that a tumour scores above another scan 0.942 0.867–0.991")
                .contains("area under the precision–recall curve 0.961")
                .contains("0 is chance 0.786")
                .contains("agreement beyond chance 0.786")
                .contains("0 is best 0.083")
                .contains("0.693 is a coin 0.287")
                .contains("mean gap of promise and outcome; 0 is best 0.093")
                .contains("Tumour 0.906 0.935 0.921 31 0.8185")
                .contains("No tumour 0.889 0.842 0.865 19 1.2848")
                .contains("2,000 resamples, seed 42");
    }

    @Test
    void shouldShowTheConfusionMatrixByLabel() {
        assertThat(page(MadeUpContent.run()).words())
                .contains("Tumour 29 found, 93.5\u202f% 2 missed, 6.5\u202f% 31")
                .contains("No tumour 3 false alarm, 15.8\u202f% 16 cleared, 84.2\u202f% 19");
    }

    @Test
    void shouldDrawEveryChartWithASentenceAndATable() {
        PageText page = page(MadeUpContent.run());
        var ids = List.of(
                "roc", "precision-recall", "calibration", "histogram", "loss", "accuracy", "auc", "learning-rate");
        assertThat(ids).allSatisfy(id -> assertThat(page.html())
                .containsPattern("<canvas id=\"chart-" + id + "\" data-chart=\"" + id
                        + "\" role=\"img\" aria-label=\"[^\"]{20,}\">[^<]{10,}</canvas></div>\\s*"
                        + "<details><summary>Table of values</summary>")
                .contains("\"" + id + "\":{\"kind\""));
    }

    @Test
    void shouldMarkTheBestEpoch() {
        PageText page = page(MadeUpContent.run());
        assertThat(page.words()).contains("40 epochs; the weights of epoch 27 were kept");
        assertThat(page.chartData()).contains("\"marks\":[{\"x\":27.0,\"label\":\"kept\"}]");
    }

    @Test
    void shouldSayThatTheSameScansChoseTheEpoch() {
        assertThat(page(MadeUpContent.run()).words())
                .contains("Epoch 27 of 40 was kept because it did best on these same scans");
        var evaluated = MadeUpContent.run(MadeUpContent.evaluation(List.of()), List.of(), 0, List.of());
        assertThat(page(evaluated).words()).doesNotContain("was kept because");
    }

    @Test
    void shouldSayHowManyMistakesThereAreInAll() {
        assertThat(page(MadeUpContent.run()).words()).contains("All 5. Missed tumours first");
    }

    @Test
    void shouldDoubtAFigureWhoseIntervalReachesWhatNeedsNoModel() {
        assertThat(page(MadeUpContent.run()).words()).doesNotContain("not clearly better");
        var weak = new Gauge("ROC AUC", 0.6, new Interval(0.45, 0.75), "over all thresholds", 0.5, "chance");
        assertThat(weak.doubtful()).isTrue();
        assertThat(new Gauge("ROC AUC", 0.7, new Interval(0.55, 0.8), "", 0.5, "chance").doubtful())
                .isFalse();
    }

    @Test
    void shouldLeaveUnknownWeightsOut() {
        var unknown = hostile();
        assertThat(page(unknown).words()).doesNotContain("Loss weight");
    }

    @Test
    void shouldLeaveTrainingOutOfAnEvaluation() {
        PageText page = page(MadeUpContent.run(MadeUpContent.evaluation(List.of()), List.of(), 0, List.of()));
        assertThat(page.words()).contains("Evaluation").doesNotContain("Training run", "epochs");
        assertThat(page.chartData()).doesNotContain("learning-rate");
    }

    @Test
    void shouldRaiseABannerWhenTheResultIsDegenerate() {
        var degenerate = MadeUpContent.evaluation(List.of("every scan is called tumour"));
        assertThat(page(MadeUpContent.run(degenerate, List.of(), 0, List.of())).html())
                .containsPattern(
                        "(?s)<section class=\"banner\" role=\"alert\".*every scan is called tumour.*</section>");
        assertThat(page(MadeUpContent.run()).html()).doesNotContain("role=\"alert\"");
    }

    @Test
    void shouldShowWarningsOnlyWhereThereAreAny() {
        var warned = MadeUpContent.run(
                MadeUpContent.evaluation(List.of()), List.of(), 0, List.of("12 duplicates cross the split"));
        assertThat(page(warned).words()).contains("Warnings 12 duplicates cross the split");
        assertThat(page(MadeUpContent.run()).words()).doesNotContain("Warnings");
    }

    @Test
    void shouldShowUndefinedFiguresAsADash() {
        var undefined = new EvaluationResult(List.of(), MadeUpContent.undefinedMetrics(), List.of());
        PageText page = page(MadeUpContent.run(undefined, List.of(), 0, List.of()));
        assertThat(page.withoutScripts()).doesNotContain("NaN", "null");
        assertThat(page.chartData()).doesNotContain("NaN");
        assertThat(page.words())
                .contains("Sensitivity – 95 % interval – 0 of 0 tumours found")
                .contains("share of tumours found – –");
    }

    @Test
    void shouldShowMissedTumoursFirstAndTheSurestMistakeBeforeTheRest() {
        String words = page(MadeUpContent.run()).words();
        assertThat(List.of("yes/Y7.jpg", "yes/Y103", "no/N17.jpg", "no/14 no.jpg", "no/no 3.jpg"))
                .isSortedAccordingTo((a, b) -> Integer.compare(words.indexOf(a), words.indexOf(b)))
                .allSatisfy(path -> assertThat(words).contains(path));
        assertThat(words).contains("Missed tumour 0.031 probability yes/Y7.jpg");
    }

    @Test
    void shouldShowSettingsAndProvenance() {
        assertThat(page(MadeUpContent.run()).words())
                .contains("schema 1")
                .contains("resumed from –")
                .contains("learning rate 0.001")
                .contains("augmentation › rotation degrees 15")
                .contains("features AVX2, AVX512F, AMX_BF16")
                .contains("Not for clinical use");
    }

    @Test
    void shouldEscapeWhatComesFromFileNames() {
        PageText page = page(hostile());
        assertThat(page.scripts()).hasSize(2).noneMatch(script -> script.equals("alert(1)"));
        assertThat(page.html()).doesNotContain("onerror=\"x");
        assertThat(page.words()).contains("yes/&lt;/script&gt;&lt;script&gt;alert(1)");
    }

    @Test
    void shouldForbidEverythingButItsOwnScripts() {
        PageText page = page(MadeUpContent.run());
        String policy = page.html().replaceAll("(?s).*Content-Security-Policy\" content=\"([^\"]*)\".*", "$1");
        assertThat(policy).startsWith("default-src &#39;none&#39;; img-src data:;");
        assertThat(page.scripts()).hasSize(2).allSatisfy(script -> assertThat(policy.replace("&#39;", "'"))
                .contains(new InlineScript(script).policy()));
    }

    @Test
    void shouldNeedNothingFromTheNetwork() {
        String html = page(MadeUpContent.run()).withoutScripts();
        assertThat(html).doesNotContain("http:", "https:", "src=\"//", "url(", "@import", "<link rel=\"stylesheet");
        assertThat(html).doesNotContainPattern("(src|href)=\"(?!data:)");
    }

    @Test
    void shouldGiveTheSameBytesForTheSameContent() throws IOException {
        RunPage.write(folder.resolve("a.html"), MadeUpContent.run());
        RunPage.write(folder.resolve("b.html"), MadeUpContent.run());
        assertThat(folder.resolve("a.html")).hasSameBinaryContentAs(folder.resolve("b.html"));
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void shouldRefuseABestEpochThatWasNeverTrained() {
        assertThatThrownBy(() ->
                        MadeUpContent.run(MadeUpContent.evaluation(List.of()), MadeUpContent.history(3), 4, List.of()))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("bestEpoch is 4");
    }

    @Test
    void shouldShowTheHeatMapOfAMistakeOnlyWhereThereIsOne() {
        var plain = new Mistake("yes/a.jpg", 1, 0.1, MadeUpContent.jpeg(1));
        assertThat(page(withPictures(plain, List.of())).html()).doesNotContain("alt=\"Heat map", "Most urgent");
        Mistake heated = plain.withHeat(MadeUpContent.jpeg(2));
        assertThat(page(withPictures(heated, List.of())).html()).contains("alt=\"Heat map, yes/a.jpg\"");
    }

    @Test
    void shouldShowTheMostUrgentWithTheirHeatMapsAndTheTruth() {
        var mistake = new Mistake("yes/a.jpg", 1, 0.1, MadeUpContent.jpeg(1));
        var urgent = List.of(
                new UrgentScan("yes/b.jpg", 1, 0.9876, MadeUpContent.jpeg(2), MadeUpContent.jpeg(3)),
                new UrgentScan("no/c.jpg", 0, 0.9, MadeUpContent.jpeg(2), MadeUpContent.jpeg(3)));
        PageText page = page(withPictures(mistake, urgent));
        assertThat(page.words())
                .contains("Most urgent")
                .contains("Tumour 0.988 probability yes/b.jpg")
                .contains("No tumour 0.900 probability no/c.jpg");
        assertThat(page.html()).contains("alt=\"Heat map, yes/b.jpg\"", "alt=\"Heat map, no/c.jpg\"");
    }

    @Test
    void shouldShowTheRangeThatEnteredAndWhatTheModelMadeOfIt() {
        var bytes = new EnteredPixels.Values(0, 255, 255, List.of(60.25, 61.0, 62.0));
        var scaled = new EnteredPixels.Values(-2.12, -1.79, 0.017, List.of(-2.1, -2.0, -1.8));
        EnteredPixels entered = EnteredPixels.of(203, "the scans that trained", bytes, scaled, MadeUpContent.jpeg(1));
        PageText page = page(entering(entered));
        assertThat(page.words())
                .contains("What entered", "Pixels of 203 of the scans that trained")
                .contains("As they entered 0.000 to 255.000 60.250 61.000 62.000")
                .contains("After the model’s own scaling −2.120 to −1.790 −2.100 −2.000 −1.800")
                .contains("they were scaled twice");
        assertThat(page.html()).contains("class=\"sheet\"");
        assertThat(page(MadeUpContent.run()).words()).doesNotContain("What entered");
    }

    private static RunPageContent entering(EnteredPixels entered) {
        RunPageContent run = MadeUpContent.run();
        return new RunPageContent(
                run.name(),
                run.dataDescription(),
                run.history(),
                run.bestEpoch(),
                run.choseEpoch(),
                run.validation(),
                run.roc(),
                run.precisionRecall(),
                run.calibration(),
                run.mistakes(),
                run.warnings(),
                run.weights(),
                run.run(),
                List.of(),
                entered);
    }

    @Test
    void shouldSpeakOfIterationsWhereASolverWasAtWork() {
        RunPageContent run = MadeUpContent.run();
        var solved = new RunPageContent(
                run.name(),
                run.dataDescription(),
                run.history(),
                0,
                false,
                run.validation(),
                run.roc(),
                run.precisionRecall(),
                run.calibration(),
                List.of(),
                List.of(),
                run.weights(),
                Json.tree(Map.of("recipe", Map.of("network", Map.of("type", "logistic")))));
        assertThat(page(solved).words()).contains("40 iterations of the solver").doesNotContain("Learning rate");
    }

    private static RunPageContent withPictures(Mistake mistake, List<UrgentScan> urgent) {
        RunPageContent run = MadeUpContent.run();
        return new RunPageContent(
                run.name(),
                run.dataDescription(),
                run.history(),
                run.bestEpoch(),
                run.choseEpoch(),
                run.validation(),
                run.roc(),
                run.precisionRecall(),
                run.calibration(),
                List.of(mistake),
                run.warnings(),
                run.weights(),
                run.run(),
                urgent,
                null);
    }

    private static RunPageContent hostile() {
        double[] none = {};
        return new RunPageContent(
                HOSTILE,
                HOSTILE,
                List.of(),
                0,
                false,
                new EvaluationResult(List.of(), MadeUpContent.metrics(), List.of(HOSTILE)),
                new RocCurve(none, none, none),
                new PrecisionRecallCurve(none, none, none),
                new CalibrationCurve(none, none, new int[0]),
                List.of(new Mistake(HOSTILE, 1, 0.1, MadeUpContent.jpeg(1))),
                List.of(HOSTILE),
                new ClassWeights(Double.NaN, Double.NaN),
                Json.tree(Map.of(HOSTILE, HOSTILE, "data", Map.of("root", HOSTILE))));
    }

    private PageText page(RunPageContent content) {
        Path target = folder.resolve("report.html");
        RunPage.write(target, content);
        return PageText.read(target);
    }
}
