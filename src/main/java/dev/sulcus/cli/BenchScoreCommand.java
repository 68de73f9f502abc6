package dev.sulcus.cli;

import dev.sulcus.benchmark.BenchDocument;
import dev.sulcus.benchmark.Scenario;
import dev.sulcus.workflow.BenchScoreConfig;
import dev.sulcus.workflow.BenchScoreWork;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bench score}: LoadGen's scenarios. */
@Command(
        name = "score",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Latency and throughput of scoring, in the four scenarios of MLPerf's LoadGen.",
        description = {
            "single-stream: one picture a query, the next when the last is answered; result: 90th percentile.",
            "multi-stream: eight pictures a query; result: 99th percentile.",
            "server: queries arrive at random (Poisson) whether or not the last is answered; result: the highest rate at"
                    + " which the 99th percentile keeps --bound-ms. A latency runs from the moment at which a query was"
                    + " meant to arrive, so that a stall counts for all that it held up.",
            "offline: all pictures at once, in batches; result: throughput.",
            "Without --data the model alone is measured, on made-up pictures in memory; with it every query reads and"
                    + " decodes its files, as in a real job. Minimum durations and counts are LoadGen's (600 s; 64 queries,"
                    + " or 662 where the 99th percentile counts; 24,576 pictures offline); '99 %% sure' is its"
                    + " early-stopping estimate, which never cuts a run short here. A run that is too short is INVALID, and"
                    + " its figures are not shown. In several precisions, agreement with float32 is printed beside the"
                    + " speed."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  sulcus bench score --model efficientnet-b0 --quick",
            "  sulcus bench score runs/first --precision float32,bfloat16 --min-seconds 60",
            "  sulcus bench score runs/first --data scans --scenario server --bound-ms 50 --quick",
            "",
            "Exit code 1 when nothing was valid."
        })
final class BenchScoreCommand implements Callable<Integer> {
    @Parameters(paramLabel = "RUN", arity = "0..1", description = "Folder that train wrote.")
    private Path run;

    @Mixin
    private BenchModelOptions model;

    @Option(
            names = "--scenario",
            paramLabel = "NAME,...",
            split = ",",
            defaultValue = "single-stream,multi-stream,server,offline",
            description = "Which to measure (default: all four).")
    private List<String> scenarios;

    @Option(
            names = "--batch",
            paramLabel = "N,...",
            split = ",",
            defaultValue = "1,8,32",
            description = "Pictures in a batch, offline; a server takes up to the largest (default: ${DEFAULT-VALUE}).")
    private List<Integer> batches;

    @Option(
            names = "--precision",
            paramLabel = "P,...",
            split = ",",
            defaultValue = "float32",
            description = "float32, bfloat16; the first is what others are compared with (default: ${DEFAULT-VALUE}).")
    private List<String> precisions;

    @Option(
            names = "--data",
            paramLabel = "DATA",
            description = "Files, or a folder that is searched through: each query reads some of them.")
    private Path data;

    @Option(
            names = "--bound-ms",
            paramLabel = "MS",
            defaultValue = "100",
            description = "What the 99th percentile of a server must keep (default: ${DEFAULT-VALUE} ms).")
    private double boundMillis;

    @Option(
            names = "--min-seconds",
            paramLabel = "S",
            description = "Measure each setting for so long at least (default: 600, quick 2).")
    private Double minSeconds;

    @Option(
            names = "--min-queries",
            paramLabel = "N",
            description =
                    "Ask so many queries at least, offline so many pictures (default: 64, 662, 662, 24576; quick 64,"
                            + " 100, 200, 512).")
    private Long minQueries;

    @Option(
            names = "--max-seconds",
            paramLabel = "S",
            description = "Give a setting up after so long; if that was too short, it is INVALID (default: never, quick"
                    + " 60).")
    private Double maxSeconds;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of the arrivals (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Mixin
    private DecoderOptions decoder;

    @Mixin
    private BenchOptions bench;

    @Mixin
    private ResourceOptions machine;

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() {
        var config = new BenchScoreConfig(
                model.resolve(run),
                scenarios.stream().map(Scenario::named).distinct().toList(),
                BenchLists.batches(batches),
                BenchLists.precisions(precisions),
                data,
                decoder.decoder(),
                boundMillis,
                minSeconds,
                minQueries,
                maxSeconds,
                seed,
                bench.resolve(machine.resources()));
        try (Interrupt interrupt = Interrupt.listen()) {
            BenchDocument document = BenchScoreWork.run(config, output.narrator(interrupt.wish(), machine));
            output.document(document);
            return interrupt.code(document.valid() ? 0 : 1);
        }
    }
}
