package dev.sulcus.cli;

import dev.sulcus.workflow.ExplainConfig;
import dev.sulcus.workflow.ExplainWork;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code explain}: where in a scan the model looks. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Show where in a scan a model sees what speaks for a tumour.",
        description = {
            "For each scan a picture NAME-cam.png, the scan beside itself under its heat map (Grad-CAM), and one page of"
                    + " them all, explain.html. Prints probability and the place of the peak.",
            "A map says where, not why, and only as exactly as the last convolution. Needs a convolutional model.",
            "A file that can't be read is named, and the job goes on."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  sulcus explain runs/first scan.jpg",
            "  sulcus explain runs/first archive --out maps --json",
            "",
            "Exit code 1 only when nothing could be explained."
        })
final class ExplainCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "RUN", description = "Folder that train wrote.")
    private Path run;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "FILE", description = "Files and folders.")
    private List<Path> inputs;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder of the pictures and the page (default: RUN/explained).")
    private Path out;

    @Option(
            names = "--truth",
            paramLabel = "FILE",
            description = "truth.json of made-up slices: says how often the peak lies in the lesion.")
    private Path truth;

    @Mixin
    private ResourceOptions machine;

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() {
        try (Interrupt interrupt = Interrupt.listen()) {
            var config = new ExplainConfig(run, inputs, out, truth, machine.resources());
            output.document(ExplainWork.run(config, output.narrator(interrupt.wish(), machine)));
            return 0;
        }
    }
}
