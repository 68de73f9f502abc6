package dev.sulcus.cli;

import dev.sulcus.workflow.ExportConfig;
import dev.sulcus.workflow.ModelFiles;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code models export}: a run's weights, for other programs. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Write a run's weights for other programs.",
        description = {
            "keras-h5: for cnn, what model.load_weights takes; for efficientnet-b0, what"
                    + " keras.applications.EfficientNetB0(include_top=False, weights=FILE) takes, or, with --head, a"
                    + " model with Dense(1) on its pooled output; for logistic, what a model of Flatten and"
                    + " Dense(1, name='predictions') on pictures divided by 255 takes.",
            "safetensors: every array under layer/name, pixels, classes and provenance in its metadata.",
            "Pictures enter as the run's model says (models inspect RUN): for efficientnet-b0 as 0 to 255."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  sulcus models export runs/first --format keras-h5 --out first.h5",
            "  sulcus models export runs/first --format safetensors --half --out first.safetensors --json",
            "",
            "The model itself, RUN/model, is a SavedModel that TensorFlow reads as it is."
        })
final class ModelsExportCommand implements Callable<Integer> {
    @Parameters(paramLabel = "RUN", description = "Folder that train wrote.")
    private Path run;

    @Option(names = "--format", paramLabel = "FORMAT", required = true, description = "keras-h5 or safetensors.")
    private String format;

    @Option(names = "--half", description = "Kernels in 16 bits, everything else in 32; safetensors only.")
    private boolean half;

    @Option(names = "--head", description = "For Keras: include the last layer, where the base alone is usual.")
    private boolean head;

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "The file; an older one is replaced.")
    private Path out;

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() {
        output.document(ModelFiles.export(new ExportConfig(run, format, half, head, out), output.narrator()));
        return 0;
    }
}
