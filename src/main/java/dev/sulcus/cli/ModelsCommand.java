package dev.sulcus.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code models}: architectures and their weights. */
@Command(
        name = "models",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Architectures and their weights: list, inspect, fetch, import, export.",
        description = "Weights that belong to no run are kept in a folder of their own; train starts from them when it"
                + " can: a file you name, else pulled weights, else those that come with Sulcus.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  sulcus models list",
            "  sulcus models pull efficientnet-b0",
            "  sulcus models import downloaded.h5",
            "  sulcus models inspect runs/first --json",
            "  sulcus models export runs/first --format keras-h5 --out first.h5"
        },
        subcommands = {
            ModelsListCommand.class,
            ModelsInspectCommand.class,
            ModelsPullCommand.class,
            ModelsImportCommand.class,
            ModelsExportCommand.class
        })
final class ModelsCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name what to do: list, inspect, pull, import or export");
    }
}
