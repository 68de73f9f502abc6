package dev.sulcus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The solved model goes the same way as the trained ones. */
@Tag("native")
class LogisticTest {
    @TempDir
    static Path shared;

    private static Path data;
    private static Path run;
    private static Shell solved;

    @TempDir
    Path folder;

    @BeforeAll
    static void solve() {
        data = TinyStudy.data(shared.resolve("data"));
        run = shared.resolve("run");
        solved = Shell.type("train", data, "--model", "logistic", "--size", "32", "--out", run, "--positive", "yes");
    }

    @Test
    void shouldSpeakOfIterations() {
        assertThat(solved.code()).isZero();
        assertThat(solved.out()).contains("iteration  10/1000").doesNotContain("epoch", "NaN", "did not reach");
    }

    @Test
    void shouldLeaveARunWithAPageThatSpeaksOfIterations() throws IOException {
        assertThat(TinyStudy.files(run).keySet()).contains("metrics.json", "predictions.csv", "model/saved_model.pb");
        assertThat(Files.readString(run.resolve("report.html")))
                .contains("iterations of the solver", "Objective per scan")
                .doesNotContain("chart-learning-rate", "dropout on");
        assertThat(Files.readString(run.resolve("run.json"))).contains("\"converged\"");
    }

    @Test
    void shouldEvaluateToTheVeryPredictionsOfTheRun() throws IOException {
        Path out = folder.resolve("judged");
        assertThat(Shell.type("evaluate", run, "--out", out).code()).isZero();
        assertThat(out.resolve("predictions.csv")).hasSameTextualContentAs(run.resolve("predictions.csv"));
    }

    @Test
    void shouldScore() throws IOException {
        Path out = folder.resolve("worklist.csv");
        assertThat(Shell.type("score", run, data.resolve("yes"), "--out", out).code())
                .isZero();
        assertThat(Files.readAllLines(out)).hasSizeGreaterThan(20);
    }

    @Test
    void shouldExportItsOneLayerForKeras() {
        Path out = folder.resolve("logistic.h5");
        Shell shell = Shell.type("models", "export", run, "--format", "keras-h5", "--out", out);
        assertThat(shell.code()).as(shell.err()).isZero();
        assertThat(Shell.type("models", "inspect", out).out()).contains("kernel 3072×1", "bias 1");
    }

    @Test
    void shouldRefuseEpochsBeforeItWritesAnything() {
        Path out = folder.resolve("r");
        Shell shell = Shell.type("train", data, "--model", "logistic", "--size", "32", "--epochs", "3", "--out", out);
        assertThat(shell.code()).isEqualTo(2);
        assertThat(out).doesNotExist();
        assertThat(shell.err()).contains("training.epochs does not apply to logistic regression");
    }

    @Test
    void shouldNameTheModelsThereAre() {
        Shell shell = Shell.type("train", data, "--model", "alexnet", "--out", folder.resolve("r"));
        assertThat(shell.code()).isEqualTo(2);
        assertThat(shell.err()).contains("no model 'alexnet'", "cnn", "logistic");
    }
}
