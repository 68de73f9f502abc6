package dev.sulcus.cli;

import dev.sulcus.workflow.BenchSummaryWork;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code bench summary}: what is wanted, beside what bench/gpu-suite.sh measured. */
@Command(
        name = "summary",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Set what is wanted of a GPU beside what bench/gpu-suite.sh measured.",
        description =
                "Of product: share of a matrix product in the same precision. Of copy: share of the bandwidth of the"
                        + " card's memory, were every activation read and written once. The larger one bounds the work. A ratio"
                        + " is open where its interval holds what is wanted.",
        footerHeading = "%nExamples:%n",
        footer = "  sulcus bench summary gpu-suite-results/gpu_suite-both-h100-2026-12-01.json")
final class BenchSummaryCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "JSON that the script left.")
    private Path file;

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() {
        output.document(BenchSummaryWork.run(file, output.narrator()));
        return 0;
    }
}
