package dev.sulcus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sulcus.model.CnnConfig;
import dev.sulcus.pipeline.PixelSpec;
import dev.sulcus.pipeline.Resampling;
import dev.sulcus.support.FileServer;
import dev.sulcus.support.Golden;
import dev.sulcus.support.RandomModels;
import dev.sulcus.weights.WeightFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelsCommandTest {
    private static final Path CNN32 = Golden.resource("cnn32/initial.h5");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"list", "inspect", "pull", "import", "export"})
    void shouldShowExamplesInTheHelpOfEachPart(String part) {
        Shell shell = Shell.type("models", part, "--help");
        assertThat(shell.code()).isZero();
        assertThat(shell.out()).contains("Examples:", "  sulcus models " + part, "--json");
    }

    @Test
    void shouldListArchitecturesWithTheirParameters() {
        Shell shell = Shell.type("models", "list", "--store", folder);
        assertThat(shell.out())
                .contains("cnn                44,396,609", "4,050,852", "weights kept in " + folder + ": none")
                .contains("sulcus models pull efficientnet-b0");
        assertThat(Shell.type("models", "list", "--store", folder, "--json").out())
                .contains("\"parameters\" : 44396609", "\"stored\" : [ ]");
    }

    @Test
    void shouldInspectAFileOfKeras() {
        Shell shell = Shell.type("models", "inspect", CNN32);
        assertThat(shell.code()).isZero();
        assertThat(shell.out()).contains("Keras HDF5", "none of ours", "in 4 layers", "kernel 3×3×3×4, bias 4");
        assertThat(Shell.type("models", "inspect", CNN32, "--json").out()).contains("\"kernel\" : [ 3, 3, 3, 4 ]");
    }

    @Test
    void shouldSayInOneLineWhatDoesNotFitAndNameEveryArrayAbove() {
        Shell shell = Shell.type("models", "import", CNN32, "--store", folder);
        assertThat(shell.code()).isEqualTo(1);
        assertThat(shell.errLines()).hasSize(3);
        assertThat(shell.errLines().get(2)).contains("does not fit efficientnet-b0", "312 missing", "and 307 more");
        assertThat(shell.errLines().get(0).split(", ")).hasSize(312);
        assertThat(shell.errLines().get(1)).contains("4 extra (conv2d/kernel");
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name what to do | models",
                "resnet | models pull resnet",
                "nothing is published for cnn | models pull cnn",
                "--any goes with | models pull efficientnet-b0 --any",
                "--url is | models pull efficientnet-b0 --url ftp://x/y",
                "give one | models pull efficientnet-b0 --url http://x/y --from z",
                "no name for weights | models import x --out ../up",
                "format is 'onnx' | models export x --format onnx --out y",
                "end the name in .h5 | models export x --format keras-h5 --out y.weights.h5",
                "--half goes with | models export x --format keras-h5 --half --out y.h5"
            })
    void shouldAnswerNonsenseWithOneLine(String message, String words) {
        Shell shell = Shell.type((Object[]) words.split(" "));
        assertThat(shell.code()).isEqualTo(2);
        assertThat(shell.errLines()).hasSize(1);
        assertThat(shell.err()).contains(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"inspect", "import"})
    void shouldNameAFileThatIsNotThere(String part) {
        Shell shell = Shell.type("models", part, "gone.h5");
        assertThat(shell.code()).isEqualTo(1);
        assertThat(shell.err()).contains("gone.h5: there is no such file");
    }

    @Test
    void shouldSayWhatElseToDoWithoutNetwork() throws IOException {
        var server = FileServer.start(new byte[10]);
        server.close();
        Shell shell = Shell.type("models", "pull", "efficientnet-b0", "--store", folder, "--url", server.url());
        assertThat(shell.code()).isEqualTo(1);
        assertThat(shell.errLines()).hasSize(1);
        assertThat(shell.err()).contains("no connection", "sulcus models pull efficientnet-b0 --from FILE");
    }

    @Test
    void shouldDeleteAndSayThatAMirrorHasAnotherFile() throws IOException {
        try (var server = FileServer.start(new byte[10])) {
            Shell shell = Shell.type("models", "pull", "efficientnet-b0", "--store", folder, "--url", server.url());
            assertThat(shell.code()).isEqualTo(1);
            assertThat(shell.err()).contains("not the published file", "it was deleted");
        }
        assertThat(folder.resolve("efficientnet-b0")).isEmptyDirectory();
    }

    @Test
    @Tag("native")
    void shouldExportARunInBothFormats() {
        Path run = folder.resolve("run");
        RandomModels.tiny(run.resolve("model"), 1);
        var network = new CnnConfig(List.of(4, 8), 16, 0).build(new PixelSpec(32, 32, Resampling.AREA));
        Path keras = folder.resolve("run.h5");
        Path half = folder.resolve("run.safetensors");
        assertThat(export(run, "keras-h5", keras).code()).isZero();
        assertThat(export(run, "safetensors", half).code()).isZero();
        var first = WeightFile.read(keras, "cnn", network);
        var second = WeightFile.read(half, "cnn", network);
        assertThat(first.arrays().get(0).values())
                .isEqualTo(second.arrays().get(0).values());
        assertThat(second.facts()).containsEntry("positive", "yes").containsEntry("resampling", "AREA");
        Shell shell = Shell.type("models", "inspect", run);
        assertThat(shell.out()).contains("SavedModel", "32×32", "never scaled beforehand", "positive         yes");
    }

    @Test
    void shouldKnowARunThatHasNoModelYet() throws IOException {
        Path run = Files.createDirectories(folder.resolve("run"));
        assertThat(export(run, "safetensors", folder.resolve("x")).err()).contains("no trained model here");
    }

    private static Shell export(Path run, String format, Path out) {
        return Shell.type("models", "export", run, "--format", format, "--out", out);
    }
}
