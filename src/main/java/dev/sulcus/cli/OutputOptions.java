package dev.sulcus.cli;

import dev.sulcus.artefact.Json;
import dev.sulcus.fault.Fault;
import dev.sulcus.workflow.Narrator;
import java.io.PrintWriter;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How a command speaks: to a person, or as one JSON document. */
final class OutputOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--json",
            description = "Print one JSON document on standard output, everything else on standard error.")
    private boolean json;

    /** Where news goes: standard output, or standard error when that belongs to the document. */
    Narrator narrator() {
        return narrator(() -> false);
    }

    /** As above, for work that may be stopped; {@code stopWish} is asked from any thread. */
    Narrator narrator(BooleanSupplier stopWish) {
        return narrator(stopWish, () -> null);
    }

    /** As above, for work on a device: says first what the machine's owner should know of the choice. */
    Narrator narrator(BooleanSupplier stopWish, ResourceOptions machine) {
        return narrator(stopWish, machine::fallback);
    }

    private Narrator narrator(BooleanSupplier stopWish, Supplier<String> opening) {
        PrintWriter err = spec.commandLine().getErr();
        return new TerminalNarrator(json ? err : spec.commandLine().getOut(), err, stopWish, opening);
    }

    boolean json() {
        return json;
    }

    /** Prints the document if one was asked for. */
    void document(Object value) {
        if (json) {
            spec.commandLine().getOut().print(Json.pretty(value));
            // Standard output's own layers keep what went wrong to themselves.
            if (spec.commandLine().getOut().checkError() || System.out.checkError()) {
                throw Fault.data("cannot write the document to standard output");
            }
        }
    }
}
