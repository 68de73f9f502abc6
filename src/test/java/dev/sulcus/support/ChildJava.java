package dev.sulcus.support;

import dev.sulcus.device.Installation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A program in a process of its own, started as the launcher does: for what a library does once per process, and for what
 * native code prints.
 *
 * @param code exit code
 * @param out standard output
 * @param err standard error, native code's included
 */
public record ChildJava(int code, String out, String err) {
    /** Runs {@code main} to its end. */
    public static ChildJava run(Path temporary, String main, Object... arguments) throws Exception {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + Installation.nativeConfig().resolve("jvm.options"),
                "-Dsulcus.home=" + Installation.home(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                main));
        Arrays.stream(arguments).map(String::valueOf).forEach(command::add);
        Path out = temporary.resolve("child.out");
        Path err = temporary.resolve("child.err");
        var builder = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().put("TF_CPP_MIN_LOG_LEVEL", "2");
        builder.environment().put("OPENCV_LOG_LEVEL", "SILENT");
        int code = builder.start().waitFor();
        return new ChildJava(code, read(out), read(err));
    }

    /** Standard error, line by line. */
    public List<String> errLines() {
        return err.lines().toList();
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }
}
