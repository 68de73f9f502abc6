package dev.sulcus.bundle;

import dev.sulcus.artefact.FileReason;
import dev.sulcus.fault.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The part of a JDK that a bundle runs on, made by its jlink. */
final class RuntimeImage {
    private final Path jlink;

    /**
     * Takes the JDK in a folder.
     *
     * @throws Fault of kind device when it has no jlink
     */
    RuntimeImage(Path javaHome) {
        this.jlink = javaHome.resolve("bin").resolve("jlink");
        if (!Files.isExecutable(jlink)) {
            throw Fault.device(
                    "there is no jlink in " + javaHome + "; install a JDK (Debian: openjdk-17-jdk-headless) or set"
                            + " JAVA_HOME to one",
                    null);
        }
    }

    /** The modules that a file lists, one a line, with comments after #. */
    static List<String> modules(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .toList();
        } catch (IOException e) {
            throw Fault.data("cannot read " + file + ": " + FileReason.of(e), e);
        }
    }

    /**
     * Writes the image to a folder that is not there yet.
     *
     * @throws Fault of kind device, with jlink's own words, when that fails
     */
    void write(List<String> modules, Path folder) {
        Shell.run(
                "jlink",
                List.of(
                        jlink.toString(),
                        "--add-modules",
                        String.join(",", modules),
                        "--strip-java-debug-attributes",
                        "--no-header-files",
                        "--no-man-pages",
                        "--output",
                        folder.toString()));
        // Class data sharing, which a JDK brings and jlink leaves out: 12 MB for a fifth of a second at each start.
        Shell.run("java -Xshare:dump", List.of(folder.resolve("bin/java").toString(), "-Xshare:dump"));
    }
}
