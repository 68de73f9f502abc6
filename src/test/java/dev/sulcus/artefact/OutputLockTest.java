package dev.sulcus.artefact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sulcus.fault.Fault;
import dev.sulcus.fault.FaultKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputLockTest {
    @TempDir
    Path folder;

    @Test
    void shouldLeaveNothingBehind() throws IOException {
        Path file = folder.resolve("run/.lock");
        boolean there = OutputLock.holding(file, "run", () -> Files.exists(file));
        assertThat(there).isTrue();
        assertThat(folder.resolve("run")).isEmptyDirectory();
    }

    @Test
    void shouldKeepASecondOneOutWhileTheFirstWorks() {
        Path file = folder.resolve(".lock");
        assertThatThrownBy(() -> OutputLock.holding(file, "a", () -> OutputLock.holding(file, "runs/first", () -> 1)))
                .isInstanceOf(Fault.class)
                .hasMessageStartingWith("runs/first is being written by another Sulcus")
                .extracting(e -> ((Fault) e).kind())
                .isEqualTo(FaultKind.USAGE);
    }

    @Test
    void shouldKeepOutAnotherProcess() {
        Path file = folder.resolve(".lock");
        String said = OutputLock.holding(file, "run", () -> otherProcess(file));
        assertThat(said).contains("is being written by another Sulcus");
        assertThat(otherProcess(file)).isEqualTo("took it");
    }

    @Test
    void shouldLetTheNextOneInAfterWorkThatFailed() {
        Path file = folder.resolve(".lock");
        assertThatThrownBy(() -> OutputLock.holding(file, "run", () -> {
                    throw Fault.data("broken");
                }))
                .hasMessage("broken");
        assertThat(OutputLock.<Integer>holding(file, "run", () -> 7)).isEqualTo(7);
    }

    @Test
    void shouldTakeOverWhatADeadProcessLeft() throws IOException {
        Path file = Files.writeString(folder.resolve(".lock"), "4711 12");
        assertThat(OutputLock.<Integer>holding(file, "run", () -> 7)).isEqualTo(7);
    }

    @Test
    void shouldSayWhatCannotBeWritten() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> OutputLock.holding(file.resolve(".lock"), "list.csv", () -> 1))
                .isInstanceOf(Fault.class)
                .hasMessageStartingWith("cannot write list.csv: ");
    }

    private static String otherProcess(Path file) {
        try {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Other.class.getName(),
                            file.toString())
                    .redirectErrorStream(true)
                    .start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the other process runs. */
    static final class Other {
        private Other() {}

        public static void main(String[] arguments) {
            try {
                System.out.println(OutputLock.<String>holding(Path.of(arguments[0]), "run", () -> "took it"));
            } catch (Fault e) {
                System.out.println(e.getMessage());
            }
        }
    }
}
