package dev.sulcus.cli;

import java.util.List;
import picocli.CommandLine.Option;

/** Which class names mean tumour. */
final class ClassOptions {
    @Option(
            names = "--positive",
            split = ",",
            paramLabel = "NAME",
            description = "Folders that mean tumour; the others do not (default: with two folders, the last by name).")
    private List<String> positive = List.of();

    @Option(
            names = "--negative",
            split = ",",
            paramLabel = "NAME",
            description = "Folders that mean no tumour; the others mean tumour.")
    private List<String> negative = List.of();

    /** Whether the user said anything. */
    boolean given() {
        return !positive.isEmpty() || !negative.isEmpty();
    }

    List<String> positive() {
        return List.copyOf(positive);
    }

    List<String> negative() {
        return List.copyOf(negative);
    }
}
