package dev.sulcus.report;

import dev.sulcus.evaluation.MadeUpFolds;
import dev.sulcus.metrics.ThresholdConfig;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes every page with made-up figures into a folder, to be looked at in a browser: run it from an IDE, or after
 * {@code mvn test-compile} with the test class path, and name the folder.
 */
final class PagePreview {
    private PagePreview() {}

    public static void main(String[] args) {
        Path folder = Path.of(args[0]);
        RunPage.write(
                folder.resolve("run.html"),
                MadeUpContent.run(
                        MadeUpContent.evaluation(List.of()),
                        MadeUpContent.history(40),
                        27,
                        List.of("12 of 50 validation scans have a near-duplicate in the training part")));
        StudyPage.write(folder.resolve("study.html"), MadeUpStudy.sound());
        StudyPage.write(folder.resolve("notebook.html"), MadeUpStudy.notebook());
        ComparisonPage.write(
                folder.resolve("compare.html"), MadeUpStudy.notebook().comparison());
        RunPage.write(
                folder.resolve("degenerate.html"),
                MadeUpContent.run(
                        MadeUpContent.evaluation(List.of(
                                "every scan is called tumour", "the interval of the ROC AUC, 0.41–0.63, contains 0.5")),
                        List.of(),
                        0,
                        List.of()));
        CrossValidationPage.write(
                folder.resolve("folds.html"),
                CrossValidationPageTest.content(
                        MadeUpFolds.result(3, 1, ThresholdConfig.SENSITIVITY_95), "brain-mri-253"));
        ExplorePage.write(
                folder.resolve("explore.html"),
                new ExplorePageContent(
                        MadeUpContent.summary(),
                        MadeUpContent.audit(),
                        MadeUpContent.png(1),
                        MadeUpContent.png(2),
                        MadeUpContent.examples()));
    }
}
