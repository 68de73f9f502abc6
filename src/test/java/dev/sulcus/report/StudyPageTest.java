package dev.sulcus.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyPageTest {
    @TempDir
    Path folder;

    @Test
    void shouldBeginWithWhatWasMissedAndWhatItMustNotBeUsedFor() {
        assertThat(words(MadeUpStudy.sound()))
                .containsSubsequence(
                        "What was missed?",
                        "of 155 tumours",
                        "What would it cost?",
                        "false alarms per 1,000 scans",
                        "How sure are we?",
                        "What must it not be used for?",
                        "To diagnose",
                        "The models");
    }

    @Test
    void shouldLeadWithTheModelThatRanksBest() {
        StudyContent study = MadeUpStudy.sound();
        assertThat(study.comparison().leader().name()).isEqualTo("efficientnet-b0");
        assertThat(words(study)).contains("By efficientnet-b0,");
    }

    @Test
    void shouldSayWhereFileFactsAloneTellTheLabel() {
        assertThat(words(MadeUpStudy.sound()))
                .contains("reach AUC 0.829", "nobody can say whether it looked at the brain", "bytes per pixel");
    }

    @Test
    void shouldSayThatAModelIsNoBetterThanFileFacts() {
        ComparisonContent weak = MadeUpStudy.comparison(List.of("a", "b"), new double[] {0.8, 1}, false);
        assertThat(words(MadeUpStudy.study(false, weak, null)))
                .contains("Facts about the files alone, without a look at the brain, reach an area of 0.829")
                .contains("no more than facts that have nothing to do with a brain");
    }

    @Test
    void shouldSayThatTheRecipeWasChosenByPeopleWhoSawFigures() {
        assertThat(words(MadeUpStudy.sound()))
                .contains("chosen by people who had seen cross-validated figures of the 253 public scans")
                .contains("expect less on new data")
                .doesNotContain("Nothing was chosen on test scans");
    }

    @Test
    void shouldSayHowEachModelsEpochAndThresholdWereChosen() {
        assertThat(words(MadeUpStudy.sound()))
                .contains("cnn: cnn: 95 % means 16 of 16.", "efficientnet-b0: efficientnet-b0: 95 % means 16 of 16.");
    }

    @Test
    void shouldShowWhatTheLeaderGotWrongUnderItsHeatMap() {
        assertThat(words(MadeUpStudy.sound()))
                .contains("What efficientnet-b0 got wrong, and where it looked", "The worst 2 of", "Grad-CAM")
                .containsSubsequence("Missed tumour 0.100 probability", "yes/Y1.jpg", "False alarm", "no/N2.jpg");
    }

    @Test
    void shouldTellTheStoryOfTheCopies() {
        assertThat(words(MadeUpStudy.sound()))
                .contains(
                        "only 209 independent pictures", "would judge on 50 scans, of which 12 have a near-duplicate");
    }

    @Test
    void shouldFillInWhatTheGuidelinesAskFor() {
        assertThat(words(MadeUpStudy.sound()))
                .contains("TRIPOD+AI", "Outcome and reference standard", "External validation None.", "Unknown:");
    }

    @Test
    void shouldLayTheNotebooksTableBesideItsOwn() {
        assertThat(words(MadeUpStudy.notebook()))
                .contains("accuracy 0.7647", "39 of 51", "tumour recall 0.87", "for every scan", "on purpose");
    }

    @Test
    void shouldNameTheCollapseAndShowTheSameWeightsFedRight() {
        assertThat(words(MadeUpStudy.notebook()))
                .contains(
                        "Degenerate: the figures of these models mean nothing",
                        "efficientnet-b0: every scan was called tumour (253 of 253)",
                        "efficientnet-b0 collapsed",
                        "they do not collapse");
    }

    @Test
    void shouldLeaveTheNotebookOutWhereTheScansAreOthers() {
        StudyContent study = MadeUpStudy.sound();
        assertThat(NotebookTable.sameScans(study)).isTrue();
        assertThat(words(study)).contains("Beside the notebook report");
        assertThat(words(study)).doesNotContain("fed right");
    }

    @Test
    void shouldDrawAllModelsInOneChart() {
        String charts = PageText.read(write(MadeUpStudy.sound())).chartData();
        assertThat(charts).contains("\"curve-0\"", "\"curve-2\"", "\"promise-1\"", "\"chance\"");
    }

    @Test
    void shouldDrawADotPerFold() throws IOException {
        String page = Files.readString(write(MadeUpStudy.sound()));
        assertThat(page.split("r=\"1.7\"", -1)).hasSize(1 + 3 * 5);
    }

    @Test
    void shouldSetRunsSideBySideWithoutAStudy() {
        Path page = folder.resolve("compare.html");
        ComparisonPage.write(page, MadeUpStudy.comparison(List.of("a", "b"), new double[] {1, 3}, true));
        assertThat(PageText.read(page).words())
                .contains("b ranks tumours best, beyond what chance explains.", "McNemar", "Missed in 1,000");
    }

    @Test
    void shouldSayWhenChanceExplainsTheLead() {
        Path page = folder.resolve("compare.html");
        ComparisonPage.write(page, MadeUpStudy.comparison(List.of("a", "b"), new double[] {2, 2.02}, false));
        assertThat(PageText.read(page).words()).contains("these scans cannot tell it from");
    }

    @Test
    void shouldNeedNothingFromTheNetwork() {
        assertThat(PageText.read(write(MadeUpStudy.sound())).withoutScripts())
                .doesNotContain("src=\"http", "href=\"http", "@import", "url(http")
                .contains("default-src &#39;none&#39;");
    }

    private Path write(StudyContent study) {
        Path page = folder.resolve("study.html");
        StudyPage.write(page, study);
        return page;
    }

    private String words(StudyContent study) {
        return PageText.read(write(study)).words();
    }
}
