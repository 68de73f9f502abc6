package dev.sulcus.cli;

import dev.sulcus.workflow.BenchPrepareWork;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench prepare}: something to measure with. */
@Command(
        name = "prepare",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Draw made-up scans and write an untrained model, to measure with.",
        description = "OUT/data gets the slices, PNG and JPEG; OUT/run the model, which score takes as a RUN. It has"
                + " learnt nothing: for speed and agreement only.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  sulcus bench prepare --model efficientnet-b0 --count 1000 --out bench-data",
            "  sulcus score bench-data/run bench-data/data --out worklist.csv"
        })
final class BenchPrepareCommand implements Callable<Integer> {
    @Option(names = "--out", paramLabel = "DIR", required = true, description = "A new folder.")
    private Path out;

    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "240",
            description = "Slices to draw, 40 to 5000 (default: ${DEFAULT-VALUE}).")
    private int count;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of the slices (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Mixin
    private BenchModelOptions model;

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() {
        output.document(BenchPrepareWork.run(model.resolve(null), out, count, seed, output.narrator()));
        return 0;
    }
}
