package dev.sulcus.artefact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sulcus.fault.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Sha256Test {
    @TempDir
    Path folder;

    @Test
    void shouldGiveTheHashesOfFips180() {
        assertThat(Sha256.of("")).isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assertThat(Sha256.of("abc")).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void shouldHashAFileLikeItsBytes() throws IOException {
        for (int length : new int[] {0, 1, (1 << 16) - 1, 1 << 16, (1 << 16) + 1, 300_000}) {
            byte[] bytes = new byte[length];
            new Random(length).nextBytes(bytes);
            assertThat(Sha256.of(Files.write(folder.resolve("f"), bytes))).isEqualTo(Sha256.of(bytes));
        }
    }

    @Test
    void shouldHashTextAsUtf8() {
        assertThat(Sha256.of("é")).isEqualTo(Sha256.of(new byte[] {(byte) 0xc3, (byte) 0xa9}));
    }

    @Test
    void shouldNameAFileThatCannotBeRead() {
        assertThatThrownBy(() -> Sha256.of(folder.resolve("gone")))
                .isInstanceOf(Fault.class)
                .hasMessageContainingAll("cannot read", "gone");
    }
}
