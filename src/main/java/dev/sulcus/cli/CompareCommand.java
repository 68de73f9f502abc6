package dev.sulcus.cli;

import dev.sulcus.workflow.CompareConfig;
import dev.sulcus.workflow.CompareWork;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code compare}: finished runs, side by side. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Set finished runs on the same scans side by side, and say what chance does not explain.",
        description = {
            "Accuracy, tumour recall and ROC AUC with intervals, every pair tested on the same scans (McNemar, DeLong,"
                    + " bootstrap by group of copies, p values adjusted), size, training time, speed, and how each fails.",
            "RUN is a run or a cross-validation; all must have been judged on the same scans. --out writes"
                    + " compare.json and compare.html (open it in a browser)."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  sulcus compare runs/logistic runs/cnn",
            "  sulcus compare study/cnn study/efficientnet-b0 --out compared"
        })
final class CompareCommand implements Callable<Integer> {
    @Parameters(paramLabel = "RUN", arity = "2..*", description = "Folders that train wrote, two or more.")
    private List<Path> runs = List.of();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder for the page and the figures; without it nothing is written.")
    private Path out;

    @Option(names = "--no-timing", description = "Don't measure how many scans per second each model scores.")
    private boolean noTiming;

    @Mixin
    private ResourceOptions machine;

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() {
        try (Interrupt interrupt = Interrupt.listen()) {
            var config = new CompareConfig(runs, out, !noTiming, machine.resources());
            output.document(CompareWork.run(config, output.narrator(interrupt.wish(), machine)));
            return 0;
        }
    }
}
