package dev.sulcus.bundle;

import dev.sulcus.artefact.FileReason;
import dev.sulcus.fault.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Runs another program to its end. */
final class Shell {
    private static final int SHOWN_LINES = 5;

    private Shell() {}

    /**
     * Runs a program that is expected to succeed.
     *
     * @param name for a person
     * @throws Fault of kind device, with the last lines it said, when it can't be started or fails
     */
    static void run(String name, List<String> command) {
        try {
            Path said = Files.createTempFile("sulcus-", ".log");
            try {
                Process process = new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .redirectInput(ProcessBuilder.Redirect.from(
                                Path.of("/dev/null").toFile()))
                        .start();
                int code = await(process);
                if (code != 0) {
                    throw Fault.device(name + " failed with exit code " + code + ": " + tail(said), null);
                }
            } finally {
                Files.deleteIfExists(said);
            }
        } catch (IOException e) {
            throw Fault.device("cannot start " + name + ": " + FileReason.of(e), e);
        }
    }

    /** The exit code; a thread that is interrupted ends the program. */
    static int await(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw Fault.interrupted("interrupted while another program ran");
        }
    }

    /** The last lines that a program said, in one. */
    static String tail(Path said) throws IOException {
        List<String> lines = Files.readString(said, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .collect(Collectors.toList());
        return String.join(" | ", lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size()));
    }
}
