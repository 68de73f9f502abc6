package dev.sulcus.cli;

import dev.sulcus.fault.Fault;
import dev.sulcus.model.Views;
import picocli.CommandLine.Option;

/** Which views of each scan a model sees when it is used. */
final class ViewOptions {
    @Option(
            names = "--tta",
            paramLabel = "HOW",
            defaultValue = "none",
            description =
                    "Test-time augmentation: flip also shows the model each scan mirrored left to right, and takes"
                            + " the mean of both answers, for twice the work; none does not (default: ${DEFAULT-VALUE}).")
    private String views;

    Views views() {
        return switch (views) {
            case "none" -> Views.PLAIN;
            case "flip" -> Views.FLIP;
            default -> throw Fault.usage("--tta is '" + views + "'; it must be none or flip");
        };
    }
}
