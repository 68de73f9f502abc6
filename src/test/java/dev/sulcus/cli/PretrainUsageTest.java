package dev.sulcus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sulcus.phantom.PhantomConfig;
import dev.sulcus.phantom.PhantomSet;
import dev.sulcus.phantom.PhantomSetConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PretrainUsageTest {
    @TempDir
    Path folder;

    @Test
    void shouldShowExamplesInItsHelp() {
        Shell shell = Shell.type("pretrain", "--help");
        assertThat(shell.code()).isZero();
        assertThat(shell.out()).contains("Examples:", "  sulcus pretrain four-kinds", "--exclude", "--json");
        assertThat(Shell.type("--help").out()).contains("pretrain");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name the data | pretrain",
                "name the data | pretrain x --negative no",
                "--negative NAME | pretrain x --out y",
                "epochs is 0 | pretrain x --out y --epochs 0",
                "height is 8 | pretrain x --out y --size 8",
                "too small | pretrain x --out y --negative no --size 20",
                "--resume takes | pretrain --resume y --seed 3",
                "--resume takes | pretrain --resume y --exclude z"
            })
    void shouldAnswerNonsenseWithOneLineAndExitCodeTwo(String message, String words) {
        Shell shell = Shell.type((Object[]) words.split(" "));
        assertThat(shell.errLines()).hasSize(1);
        assertThat(shell.err()).startsWith("sulcus: ").contains(message);
        assertThat(shell.code()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'training': {'batchSize': 16}} | batchSize is 16; it must be healthy + painted + tumours",
                "{'pixels': {'tone': 'stored'}} | whose tone is grey or standard",
                "{'pixels': {'height': 96}} | square",
                "{'network': {'type': 'cnn'}} | mine.json",
                "{'held': 1} | held is 1.0",
                "{'lesions': {'painted': 0}} | painted is 0"
            })
    void shouldNameARecipeThatDoesNotFit(String recipe, String message) throws IOException {
        Path file = Files.writeString(folder.resolve("mine.json"), recipe.replace('\'', '"'));
        Shell shell = Shell.type("pretrain", "x", "--out", "y", "--recipe", file);
        assertThat(shell.code()).isEqualTo(2);
        assertThat(shell.errLines()).hasSize(1);
        assertThat(shell.err()).contains("mine.json", message);
    }

    @Test
    void shouldNameWhatIsMissing() {
        assertFault("gone: there is no such folder", "pretrain", "gone", "--negative", "no", "--out", "y");
        assertFault("gone: no run here", "pretrain", "--resume", "gone");
    }

    @Test
    void shouldNotTakeATrainingForAPretraining() throws IOException {
        Files.writeString(folder.resolve("run.json"), "{\"schema\": 1}");
        Shell shell = Shell.type("pretrain", "--resume", folder);
        assertThat(shell.code()).isEqualTo(2);
        assertThat(shell.err()).contains("holds no pretraining; for a training use train --resume");
    }

    @Test
    @Tag("native")
    void shouldRefuseWhatLeavesNothingToLearnFrom() {
        Path data = folder.resolve("data");
        PhantomSet.write(data, new PhantomSetConfig(12, 5, 0.5, 0, PhantomConfig.ofSide(64)));
        Path out = folder.resolve("run");
        assertFault("no scan of no is left", "pretrain", data, "--negative", "no", "--exclude", data, "--out", out);
        assertFault(
                "gone: there is no such folder",
                "pretrain",
                data,
                "--negative",
                "no",
                "--exclude",
                "gone",
                "--out",
                out);
        Shell unknown = Shell.type("pretrain", data, "--negative", "healthy", "--out", out);
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err()).contains("--negative names healthy, but the data has 2 classes, no, yes");
        assertThat(out).doesNotExist();
    }

    private static void assertFault(String message, Object... words) {
        Shell shell = Shell.type(words);
        assertThat(shell.code()).isEqualTo(1);
        assertThat(shell.errLines()).hasSize(1);
        assertThat(shell.err()).contains(message);
    }
}
