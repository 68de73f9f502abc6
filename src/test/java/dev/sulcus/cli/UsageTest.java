package dev.sulcus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"demo", "doctor", "explore", "train", "evaluate", "score", "models"})
    void shouldShowExamplesInTheHelpOfEveryCommand(String command) {
        Shell shell = Shell.type(command, "--help");
        assertThat(shell.code()).isZero();
        assertThat(shell.out()).contains("Examples:", "  sulcus " + command, "--json");
        assertThat(shell.err()).isEmpty();
    }

    @Test
    void shouldNameEveryCommandInTheHelp() {
        assertThat(Shell.type("--help").out())
                .contains(
                        "Examples:", "demo", "doctor", "explore", "train", "evaluate", "score", "models", "Exit codes");
    }

    @Test
    void shouldSayItsVersion() {
        assertThat(Shell.type("--version").out()).startsWith("sulcus ").contains("Java ");
    }

    @Test
    void shouldOfferCompletion() {
        assertThat(Shell.type("generate-completion").out()).contains("complete", "sulcus");
    }

    @ParameterizedTest
    @MethodSource("nonsense")
    void shouldAnswerNonsenseWithOneLineAndExitCodeTwo(List<String> words, String message) {
        Shell shell = Shell.type(words.toArray());
        assertThat(shell.errLines()).hasSize(1);
        assertThat(shell.err()).startsWith("sulcus: ").contains(message);
        assertThat(shell.out()).isEmpty();
        assertThat(shell.code()).isEqualTo(2);
    }

    static Stream<org.junit.jupiter.params.provider.Arguments> nonsense() {
        return Stream.of(
                of("name a command"),
                of("frobnicate", "frobnicate"),
                of("DATA", "explore"),
                of("--colour", "explore", "x", "--colour"),
                of("epochs", "train", "x", "--out", "y", "--epochs", "many"),
                of("name the data", "train"),
                of("name the data", "train", "x"),
                of("--resume takes", "train", "x", "--resume", "y"),
                of("cnn", "train", "x", "--out", "y", "--model", "resnet"),
                of("epochs is 0", "train", "x", "--out", "y", "--epochs", "0"),
                of("batchSize is 0", "train", "x", "--out", "y", "--batch", "0"),
                of("height is 8", "train", "x", "--out", "y", "--size", "8"),
                of("too small", "train", "x", "--out", "y", "--size", "20"),
                of("learningRate is -1.0", "train", "x", "--out", "y", "--learning-rate", "-1"),
                of("split", "train", "x", "--out", "y", "--split", "random"),
                of("resampling", "train", "x", "--out", "y", "--resample", "cubic"),
                of("region", "train", "x", "--out", "y", "--region", "brain"),
                of("fit", "train", "x", "--out", "y", "--fit", "crop"),
                of("tone", "train", "x", "--out", "y", "--tone", "sepia"),
                of("folds is 1", "train", "x", "--out", "y", "--folds", "1"),
                of("belong to --folds", "train", "x", "--out", "y", "--fits", "2"),
                of("leave --split away", "train", "x", "--out", "y", "--folds", "5", "--split", "keras:0.2"),
                of("nothing is left for early", "train", "x", "--out", "y", "--folds", "5", "--fits", "0"),
                of("sensitivity is 2", "train", "x", "--out", "y", "--folds", "5", "--sensitivity", "2"),
                of("--folds 5", "train", "--resume", "y", "--folds", "5"),
                of("none or flip", "score", "x", "y", "--out", "z", "--tta", "turn"),
                of("workers is 0", "explore", "x", "--workers", "0"),
                of("--tf32 is 'maybe'; it must be on or off", "train", "x", "--out", "y", "--tf32", "maybe"),
                of("--xla is '1'", "bench", "train", "--model", "cnn", "--xla", "1"),
                of("maxPixels", "explore", "x", "--max-megapixels", "0"),
                of("--resident is 'maybe'", "explore", "x", "--resident", "maybe"),
                of("--resident-share is 1.5", "explore", "x", "--resident-share", "1.5"),
                of("--steps-per-call is 65", "explore", "x", "--steps-per-call", "65"),
                of("INPUT", "score", "x", "--out", "y"),
                of("--out", "score", "x", "z"),
                of("count is 3", "demo", "--count", "3"));
    }

    private static org.junit.jupiter.params.provider.Arguments of(String message, String... words) {
        return org.junit.jupiter.params.provider.Arguments.of(List.of(words), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"epochs\": 3}", "{\"training\": {\"epochs\": 0}}", "{\"network\": {\"filters\": []}}"})
    void shouldNameARecipeThatDoesNotFit(String recipe) throws Exception {
        Path file = Files.writeString(folder.resolve("mine.json"), recipe);
        Shell shell = Shell.type("train", "x", "--out", "y", "--recipe", file);
        assertThat(shell.code()).isEqualTo(2);
        assertThat(shell.errLines()).hasSize(1);
        assertThat(shell.err()).contains("mine.json", "do not fit");
    }

    @Test
    void shouldNameWhatIsMissing() {
        for (List<String> words : List.of(
                List.of("explore", "gone"),
                List.of("train", "gone", "--out", "y"),
                List.of("evaluate", "gone"),
                List.of("score", "gone", "x", "--out", "y"),
                List.of("train", "--resume", "gone"))) {
            Shell shell = Shell.type(words.toArray());
            assertThat(shell.code()).as("%s", words).isEqualTo(1);
            assertThat(shell.errLines()).as("%s", words).hasSize(1);
            assertThat(shell.err()).contains("gone");
        }
    }
}
