package dev.sulcus.cli;

import dev.sulcus.evaluation.EvaluationResult;
import dev.sulcus.workflow.EvaluateConfig;
import dev.sulcus.workflow.EvaluateWork;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code evaluate}: a saved run, judged again. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description =
                "Judges a saved run on its own validation part, or on other labelled data; warns when those repeat"
                        + " scans that trained it.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  sulcus evaluate runs/first",
            "  sulcus evaluate runs/first other-scans --negative healthy --out judged"
        })
final class EvaluateCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "RUN", description = "Folder that train wrote.")
    private Path run;

    @Parameters(index = "1", paramLabel = "DATA", arity = "0..1", description = "Folder with one sub-folder per class.")
    private Path data;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder for metrics.json, predictions.csv, report.html (default: inside RUN).")
    private Path out;

    @Mixin
    private ClassOptions classes;

    @Mixin
    private ResourceOptions machine;

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() {
        try (Interrupt interrupt = Interrupt.listen()) {
            var config =
                    new EvaluateConfig(run, data, classes.positive(), classes.negative(), out, machine.resources());
            EvaluationResult result = EvaluateWork.run(config, output.narrator(interrupt.wish()));
            output.document(EvaluateWork.document(result));
            return 0;
        }
    }
}
