package dev.sulcus.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code models import}: a file of weights goes into the store. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Check a file of weights against an architecture, and keep it.",
        description = {
            "Reads Keras' .h5 (a group per layer, as published), Keras 3's .weights.h5, and safetensors, whatever the"
                    + " name. Every name and shape is checked; what is missing or extra is said. A classifier on top for"
                    + " other classes is left out.",
            "The published EfficientNet file keeps the deviation of its input where the variance belongs; that is put"
                    + " right, and said."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  sulcus models import efficientnetb0_notop.h5",
            "  sulcus models import mine.weights.h5 --out mine",
            "  sulcus models import small.h5 --model cnn --size 64 --json"
        })
final class ModelsImportCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "The file of weights.")
    private Path file;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            defaultValue = "efficientnet-b0",
            description = "Architecture that the weights are for (default: ${DEFAULT-VALUE}).")
    private String model;

    @Option(
            names = "--size",
            paramLabel = "PIXELS",
            description = "Side of the pictures, where shapes depend on it (default: 224).")
    private Integer size;

    @Option(
            names = "--out",
            paramLabel = "NAME",
            description = "Name to keep them under (default: the file's; imagenet for the published file).")
    private String out;

    @Mixin
    private StoreOptions store;

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() {
        output.document(store.work().importFile(file, model, size, out, output.narrator()));
        return 0;
    }
}
