package dev.sulcus.cli;

import dev.sulcus.workflow.InspectDocument;
import dev.sulcus.workflow.ModelFiles;
import dev.sulcus.workflow.Narrator;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code models inspect}: what is in a file of weights or a run's model. */
@Command(
        name = "inspect",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Say what a run's model or a file of weights is.",
        description = "Shows layers, shapes and parameters, the pictures that a run's model takes, where it comes from,"
                + " and its size. Keras' .h5 and .weights.h5 and safetensors are told apart by their content.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  sulcus models inspect runs/first",
            "  sulcus models inspect downloaded.h5",
            "  sulcus models inspect first.safetensors --json"
        })
final class ModelsInspectCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE|RUN", description = "A file of weights, or a folder that train wrote.")
    private Path path;

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() {
        InspectDocument document = ModelFiles.inspect(path);
        if (!output.json()) {
            Narrator narrator = output.narrator();
            ModelsText.lines(document).forEach(narrator::say);
        }
        output.document(document);
        return 0;
    }
}
