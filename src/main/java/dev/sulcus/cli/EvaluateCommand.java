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
        sortOptions = false,
        header = "Judge a saved run on its own validation part or on other scans.",
        description = "DATA holds one sub-folder per class, labelled as at training where the names agree. Warns when"
                + " its scans repeat scans that trained the model. Without DATA: the run's validation part again.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  sulcus evaluate runs/first",
            "  sulcus evaluate runs/first other-scans",
            "  sulcus evaluate runs/first four-kinds --negative notumor --out judged"
        })
final class EvaluateCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "RUN", description = "Folder that train wrote.")
    private Path run;

    @Parameters(index = "1", paramLabel = "DATA", arity = "0..1", description = "Folder with one sub-folder per class.")
    private Path data;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "Folder for the report page, the figures and the predictions (default: RUN/evaluation, or RUN/evaluation-NAME"
                            + " with DATA's name).")
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
