package dev.sulcus.cli;

import dev.sulcus.workflow.BenchConfig;
import dev.sulcus.workflow.BenchCurveConfig;
import dev.sulcus.workflow.BenchCurveWork;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bench curve}: cost against the amount of work. */
@Command(
        name = "curve",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Time and memory of scoring against number of pictures and size of batch.",
        description = {
            "Runs the scoring job from files to probabilities on more and more pictures (the files of DATA round and"
                    + " round), and on as many with larger and larger batches. Says whether time is a straight line and how"
                    + " much memory each picture adds."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  sulcus bench curve scans --model efficientnet-b0 --quick",
            "  sulcus bench curve scans --run runs/first --out curve"
        })
final class BenchCurveCommand implements Callable<Integer> {
    private static final List<Integer> COUNTS = List.of(250, 1000, 4000, 16_000, 50_000, 100_000);
    private static final List<Integer> QUICK_COUNTS = List.of(250, 500, 1000, 2000);
    private static final int MOST = 10_000_000;

    @Parameters(paramLabel = "DATA", description = "Files, or a folder that is searched through.")
    private Path data;

    @Option(names = "--run", paramLabel = "RUN", description = "Folder that train wrote.")
    private Path run;

    @Mixin
    private BenchModelOptions model;

    @Option(
            names = "--images",
            paramLabel = "N,...",
            split = ",",
            description = "Numbers of pictures (default: 250,1000,4000,16000,50000,100000; quick 250,500,1000,2000).")
    private List<Integer> counts;

    @Option(
            names = "--batches",
            paramLabel = "N,...",
            split = ",",
            defaultValue = "1,2,4,8,16,32,64",
            description = "Sizes of batch (default: ${DEFAULT-VALUE}).")
    private List<Integer> batches;

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "32",
            description = "Pictures in a batch while their number grows (default: ${DEFAULT-VALUE}).")
    private int batch;

    @Mixin
    private BenchOptions bench;

    @Mixin
    private ResourceOptions machine;

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() {
        BenchConfig common = bench.resolve(machine.resources());
        List<Integer> usual = common.quick() ? QUICK_COUNTS : COUNTS;
        var config = new BenchCurveConfig(
                model.resolve(run),
                data,
                counts == null ? usual : BenchLists.within("--images", "pictures", counts, MOST),
                BenchLists.batches(batches),
                BenchLists.batches(List.of(batch)).get(0),
                common);
        try (Interrupt interrupt = Interrupt.listen()) {
            output.document(BenchCurveWork.run(config, output.narrator(interrupt.wish(), machine)));
            return 0;
        }
    }
}
