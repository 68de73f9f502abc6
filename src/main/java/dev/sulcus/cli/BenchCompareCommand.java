package dev.sulcus.cli;

import dev.sulcus.workflow.BenchCompareWork;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code bench compare}: measurements side by side. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Say what changed between measurements, and whether it is more than noise.",
        description = {
            "Settings of the same name are compared with those of the first: how many times as fast, with the 95 %%"
                    + " interval of a bootstrap over blocks. An interval that holds 1 shows no difference; fewer than three"
                    + " blocks show nothing at all. What differs between settings and machines is listed, and a busy"
                    + " machine is warned of.",
            "Two runs one after the other see the machine at different times; what can be measured in one command, by"
                    + " turns, is compared there, more sharply."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  sulcus bench train --model cnn --out before",
            "  sulcus bench train --model cnn --out after",
            "  sulcus bench compare before after"
        })
final class BenchCompareCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "BENCH",
            arity = "2..*",
            description = "bench.json files, or folders that hold one; the first is the reference.")
    private List<Path> files = List.of();

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() {
        output.document(BenchCompareWork.run(files, output.narrator()));
        return 0;
    }
}
