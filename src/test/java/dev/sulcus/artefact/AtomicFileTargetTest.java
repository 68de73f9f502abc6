package dev.sulcus.artefact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sulcus.fault.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTargetTest {
    @TempDir
    Path folder;

    @Test
    void shouldNotReplaceAFolder() throws IOException {
        Path sub = Files.createDirectory(folder.resolve("sub"));
        assertThatThrownBy(() -> AtomicFile.writeText(sub, "x"))
                .isInstanceOf(Fault.class)
                .hasMessage("cannot write " + sub + ": it is a folder, not a file");
    }

    @Test
    void shouldNotReplaceADevice() {
        Path device = Path.of("/dev/null");
        assumeTrue(Files.exists(device), "there are no devices in the file system");
        assertThatThrownBy(() -> AtomicFile.requireReplaceable(device)).hasMessageContaining("device or pipe");
    }

    @Test
    void shouldRefuseAFolderBelowAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> AtomicFile.requireFolderPossible(file.resolve("a/b")))
                .isInstanceOf(Fault.class)
                .hasMessageContaining(file + " is not a folder");
    }

    @Test
    void shouldAllowAFolderWhoseParentsAreMissing() {
        assertThatCode(() -> AtomicFile.requireFolderPossible(folder.resolve("a/b/c")))
                .doesNotThrowAnyException();
    }

    @Test
    void shouldDeleteOnlyWhatAKilledProcessLeft() throws IOException {
        Files.writeString(folder.resolve(".state.json.123-4.tmp"), "");
        Files.createDirectories(folder.resolve(".model.123-4.old/variables"));
        Files.writeString(folder.resolve(".mine.tmp"), "");
        Files.writeString(folder.resolve("state.json"), "");
        AtomicFile.deleteTemporaries(folder);
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder(".mine.tmp", "state.json");
    }
}
