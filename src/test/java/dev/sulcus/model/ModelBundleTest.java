package dev.sulcus.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sulcus.fault.Fault;
import dev.sulcus.fault.FaultKind;
import dev.sulcus.support.RandomModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("native")
class ModelBundleTest {
    @TempDir
    Path run;

    private Path model;

    @BeforeEach
    void write() {
        model = RandomModels.tiny(run.resolve("model"), 1).folder();
    }

    @Test
    void shouldBeFoundByItsFolderAndByItsRun() {
        ModelSpec spec = RandomModels.spec(RandomModels.TINY, RandomModels.PIXELS);
        assertThat(ModelBundle.find(model)).isEqualTo(new ModelBundle(model, spec));
        assertThat(ModelBundle.find(run)).isEqualTo(new ModelBundle(model, spec));
    }

    @Test
    void shouldHoldASavedModelAndItsDescription() {
        assertThat(model.resolve("saved_model.pb")).isNotEmptyFile();
        assertThat(model.resolve("variables/variables.index")).isNotEmptyFile();
        assertThat(model.resolve("sulcus.json")).isNotEmptyFile();
        assertThat(run)
                .isDirectoryNotContaining(
                        child -> child.getFileName().toString().startsWith("."));
    }

    @Test
    void shouldHaveTheSameBytesForTheSameWeights() throws IOException {
        Path again = RandomModels.tiny(run.resolve("again"), 1).folder();
        try (var files = Files.walk(model)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(again.resolve(model.relativize(file))).hasSameBinaryContentAs(file);
            }
        }
    }

    @Test
    void shouldReplaceAnOlderModel() throws IOException {
        Files.writeString(model.resolve("left-over"), "of an older version");
        RandomModels.tiny(model, 2);
        assertThat(model.resolve("left-over")).doesNotExist();
        assertThat(ModelBundle.find(model).folder()).isEqualTo(model);
    }

    @Test
    void shouldSayWhereItLookedForAModelThatIsNotThere() {
        assertThatThrownBy(() -> ModelBundle.find(run.resolve("gone")))
                .hasMessageContainingAll("gone", "no trained model here", "model/sulcus.json")
                .extracting(e -> ((Fault) e).kind())
                .isEqualTo(FaultKind.DATA);
    }

    @Test
    void shouldRefuseWhatANewerProgramWrote() throws IOException {
        Path spec = model.resolve("sulcus.json");
        Files.writeString(spec, Files.readString(spec).replace("\"schema\" : " + ModelSpec.SCHEMA, "\"schema\" : 99"));
        assertThatThrownBy(() -> ModelBundle.find(run))
                .isInstanceOf(Fault.class)
                .hasMessageContainingAll("newer Sulcus", "schema 99", "update Sulcus");
    }

    @Test
    void shouldRefuseADescriptionThatDoesNotFit() throws IOException {
        Path spec = model.resolve("sulcus.json");
        Files.writeString(spec, Files.readString(spec).replace("\"height\" : 32", "\"height\" : 8"));
        assertThatThrownBy(() -> ModelBundle.find(run))
                .isInstanceOf(Fault.class)
                .hasMessageContainingAll("sulcus.json", "height is 8 pixels");
    }
}
