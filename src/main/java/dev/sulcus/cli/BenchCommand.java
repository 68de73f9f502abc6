package dev.sulcus.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench}: what this machine does. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Measure this machine: pipeline, training, scoring, to the percentile.",
        description = {
            "Settings of one command are measured by turns in short blocks, so that a machine that slows down slows all"
                    + " of them; each is first brought to its steady state, which is found, not guessed. Close other"
                    + " programs: a warning says when the machine was busy. Stopped by Ctrl-C or SIGTERM, a measurement"
                    + " prints the settings of which it has whole blocks, with a warning \"stopped early\".",
            "--out writes bench.json with every setting and the machine, a page with plots, and percentile files that"
                    + " HdrHistogram's tools read."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  sulcus bench pipeline scans --quick",
            "  sulcus bench train --model cnn --batch 8,32 --out before",
            "  sulcus bench score runs/first --data scans --scenario single-stream",
            "  sulcus bench compare before after",
            "  sulcus bench curve scans --model efficientnet-b0 --quick",
            "  sulcus bench agree --device gpu"
        },
        subcommands = {
            BenchPipelineCommand.class,
            BenchTrainCommand.class,
            BenchScoreCommand.class,
            BenchCurveCommand.class,
            BenchCompareCommand.class,
            BenchAgreeCommand.class,
            BenchPrepareCommand.class,
            BenchSummaryCommand.class,
            BenchWorkerCommand.class
        })
final class BenchCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "name what to measure: pipeline, train, score, curve, compare or agree");
    }
}
