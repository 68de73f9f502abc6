package dev.sulcus.cli;

import dev.sulcus.fault.Fault;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Where the program starts, and the one place where it ends. */
public final class Main {
    private static final int USAGE = 2;

    private Main() {}

    /** Runs the command that {@code arguments} name and ends the process with its exit code. */
    public static void main(String[] arguments) {
        // Paths may hold any letter: what is printed is UTF-8, whatever the locale.
        System.setOut(new PrintStream(System.out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(System.err, true, StandardCharsets.UTF_8));
        int code = execute(arguments);
        Interrupt.awaitIfUnderWay();
        System.exit(code);
    }

    private static int execute(String[] arguments) {
        CommandLine command = commandLine();
        try {
            return command.execute(arguments);
        } catch (OutOfMemoryError e) {
            return explain(
                    Fault.memory(
                            "not enough memory for Java (" + e.getMessage() + "); give it more, such as"
                                    + " SULCUS_JAVA_OPTIONS=-Xmx4g, or take a smaller batch",
                            e),
                    command);
        } catch (LinkageError e) {
            return explain(
                    Fault.device(
                            "cannot load a native library (" + firstLine(e) + "); run sulcus doctor, and see that the"
                                    + " home folder can be written",
                            e),
                    command);
        }
    }

    /** The command line, for {@link #main} and for tests. */
    static CommandLine commandLine() {
        return new CommandLine(new Sulcus())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Main::explainUsage)
                .setExecutionExceptionHandler((e, command, parsed) -> explain(e, command));
    }

    private static int explainUsage(ParameterException e, String[] arguments) {
        CommandLine command = e.getCommandLine();
        String message = firstLine(e);
        command.getErr()
                .println("sulcus: " + message + " (see "
                        + command.getCommandSpec().qualifiedName() + " --help)");
        return USAGE;
    }

    private static String firstLine(Throwable e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private static int explain(Exception e, CommandLine command) {
        boolean debug = System.getenv("SULCUS_DEBUG") != null;
        if (debug) {
            e.printStackTrace(command.getErr());
        }
        if (e instanceof Fault fault) {
            command.getErr().println("sulcus: " + fault.getMessage());
            return fault.kind().exitCode();
        }
        command.getErr()
                .println("sulcus: defect: " + e + (debug ? "" : " (set SULCUS_DEBUG=1 and report what it prints)"));
        return 1;
    }
}
