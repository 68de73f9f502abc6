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
            names = "--block-seconds",
            paramLabel = "S",
            description = "How long a block of steps or passes lasts at least (default: 3, quick 0.5).")
    private Double blockSeconds;

    @Option(
            names = "--warm-up-seconds",
            paramLabel = "S",
            description = "How long a setting may take to become steady, at most (default: 60, quick 10).")
    private Double warmUpSeconds;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "Folder for bench.json, the page bench.html and the percentile files (.hgrm); without it nothing"
                            + " is written.")
    private Path out;

    BenchConfig resolve(TrainingResources resources) {
        int blocks = repeats == null ? BenchConfig.usualRepeats(quick) : repeats;
        return new BenchConfig(quick, blocks, blockSeconds, warmUpSeconds, out, resources);
    }
}
