package dev.sulcus.cli;

import dev.sulcus.scoring.ScoringResult;
import dev.sulcus.workflow.ScoreConfig;
import dev.sulcus.workflow.ScoreWork;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code score}: an archive becomes a worklist. */
@Command(
        name = "score",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Sort scans by urgency into a worklist.",
        description = {
            "Writes one line per scan, most urgent first: rank, path, probability of tumour, and 1 where it reaches the"
                    + " run's threshold. Folders are searched through.",
            "Where RUN is a cross-validation, the probability is the mean of all its models, the threshold the mean of its"
                    + " folds' thresholds, and a column more, spread, tells how far the models disagree (highest minus"
                    + " lowest).",
            "A file that can't be read is named in FILE.quarantine.csv with the reason, and the job goes on."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  sulcus score runs/first archive --out worklist.csv",
            "  sulcus score runs/folds archive --out worklist.csv --tta flip",
            "  sulcus score runs/first archive --out worklist.csv --precision bfloat16",
            "  sulcus score runs/first a.jpg b.png more/ --out today.csv --json",
            "",
            "Exit code 1 only when nothing could be scored."
        })
final class ScoreCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "RUN", description = "Folder that train wrote.")
    private Path run;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "INPUT", description = "Files and folders.")
    private List<Path> inputs;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            required = true,
            description = "The worklist, CSV; an older one is replaced.")
    private Path out;

    @Mixin
    private ViewOptions views;

    @Mixin
    private EngineOptions engine;

    @Mixin
    private DecoderOptions decoder;

    @Mixin
    private ResourceOptions machine;

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() {
        try (Interrupt interrupt = Interrupt.listen()) {
            var config = new ScoreConfig(
                    run,
                    inputs,
                    out,
                    views.views(),
                    engine.engine(),
                    decoder.decoder(),
                    machine.resources().with(engine.precision()));
            ScoringResult result = ScoreWork.run(config, output.narrator(interrupt.wish(), machine));
            output.document(result);
            return 0;
        }
    }
}
