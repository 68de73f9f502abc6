package dev.sulcus.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;

/**
 * What a command line left.
 *
 * @param code exit code
 * @param out standard output, whoever wrote it
 * @param err standard error, as far as the command line wrote it
 */
record Shell(int code, String out, String err) {
    /** Types a command; a path is written as it is. */
    static Shell type(Object... words) {
        var out = new StringWriter();
        var err = new StringWriter();
        var stray = new ByteArrayOutputStream();
        PrintStream real = System.out;
        System.setOut(new PrintStream(stray, true, StandardCharsets.UTF_8));
        try {
            CommandLine line =
                    Main.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
            int code = line.execute(Stream.of(words).map(String::valueOf).toArray(String[]::new));
            return new Shell(code, out + stray.toString(StandardCharsets.UTF_8), err.toString());
        } finally {
            System.setOut(real);
        }
    }

    List<String> errLines() {
        return err.lines().toList();
    }
}
