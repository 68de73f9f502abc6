package dev.sulcus.cli;

import dev.sulcus.training.TrainingResources;
import dev.sulcus.workflow.BenchConfig;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** What every measurement can be told. */
final class BenchOptions {
    @Option(
            names = "--quick",
            description = "Measure for seconds instead of minutes: a look, not a figure to quote; the result says so.")
    private boolean quick;

    @Option(
            names = "--repeats",
            paramLabel = "N",
            description = "Blocks of each setting, by turns with the others; more make intervals narrower (default: 7,"
                    + " quick 3).")
    private Integer repeats;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "Folder for bench.json, the page bench.html and the percentile files (.hgrm); without it nothing"
                            + " is written.")
    private Path out;

    BenchConfig resolve(TrainingResources resources) {
        return new BenchConfig(quick, repeats == null ? BenchConfig.usualRepeats(quick) : repeats, out, resources);
    }
}
