package dev.sulcus.cli;

import dev.sulcus.device.SessionConfig;
import dev.sulcus.pipeline.Decoding;
import dev.sulcus.pipeline.Fit;
import dev.sulcus.pipeline.PipelineConfig;
import dev.sulcus.pipeline.PixelSpec;
import dev.sulcus.pipeline.Region;
import dev.sulcus.pipeline.Resampling;
import dev.sulcus.pipeline.Tone;
import dev.sulcus.training.TrainingResources;
import dev.sulcus.workflow.BenchConfig;
import dev.sulcus.workflow.BenchPipelineConfig;
import dev.sulcus.workflow.BenchPipelineWork;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bench pipeline}: files to batches. */
@Command(
        name = "pipeline",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "How fast files become batches, by number of threads.",
        description = {
            "Reads, decodes and resizes all files again and again, with nobody who does anything with the batches. Says"
                    + " images per second, where the time of one picture goes (summed over the threads), and how many bytes"
                    + " of Java heap each takes.",
            "A time in the table is that of 100 pictures: single batches come in bursts. Files lie in the page cache"
                    + " after the first pass; a disk is not measured."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  sulcus bench pipeline scans --quick",
            "  sulcus bench pipeline scans --workers 1,2,4,8 --region head --out pipeline"
        })
final class BenchPipelineCommand implements Callable<Integer> {
    private static final int SLOTS = 4;
    private static final int MOST_WORKERS = 256;

    @Parameters(paramLabel = "DATA", description = "Files, or a folder that is searched through.")
    private Path data;

    @Option(
            names = "--workers",
            paramLabel = "N,...",
            split = ",",
            defaultValue = "1,2,4",
            description = "Numbers of decoding threads (default: ${DEFAULT-VALUE}).")
    private List<Integer> workers;

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "32",
            description = "Pictures in a batch (default: ${DEFAULT-VALUE}).")
    private int batch;

    @Option(
            names = "--size",
            paramLabel = "N",
            defaultValue = "224",
            description = "Side of the square pictures in pixels (default: ${DEFAULT-VALUE}).")
    private int size;

    @Option(
            names = "--resample",
            paramLabel = "HOW",
            defaultValue = "area",
            converter = ResamplingWord.class,
            description = "area, linear, nearest or pillow-bilinear (default: ${DEFAULT-VALUE}).")
    private Resampling resample;

    @Option(
            names = "--decoding",
            paramLabel = "SIZE",
            defaultValue = "full",
            description = "In which size JPEGs are decoded: full or reduced (default: ${DEFAULT-VALUE}).")
    private Decoding decoding;

    @Option(
            names = "--region",
            paramLabel = "PART",
            defaultValue = "whole",
            description = "whole or head (default: ${DEFAULT-VALUE}).")
    private Region region;

    @Option(
            names = "--fit",
            paramLabel = "HOW",
            defaultValue = "stretch",
            description = "stretch or pad (default: ${DEFAULT-VALUE}).")
    private Fit fit;

    @Option(
            names = "--tone",
            paramLabel = "HOW",
            defaultValue = "stored",
            description = "stored, grey or standard (default: ${DEFAULT-VALUE}).")
    private Tone tone;

    @Mixin
    private BenchOptions bench;

    @Mixin
    private OutputOptions output;

    /** {@code pillow-bilinear} as the recipes write it. */
    static final class ResamplingWord implements picocli.CommandLine.ITypeConverter<Resampling> {
        @Override
        public Resampling convert(String word) {
            return Resampling.valueOf(word.toUpperCase(java.util.Locale.ROOT).replace('-', '_'));
        }
    }

    @Override
    public Integer call() {
        List<Integer> threads = BenchLists.within("--workers", "threads", workers, MOST_WORKERS);
        var pixels = new PixelSpec(size, size, resample, region, fit, tone, decoding);
        BenchConfig common = bench.resolve(new TrainingResources(
                SessionConfig.DEFAULT,
                threads.stream().mapToInt(Integer::intValue).max().orElse(1),
                SLOTS,
                0,
                PipelineConfig.DEFAULT_MAX_PIXELS));
        int one = BenchLists.batches(List.of(batch)).get(0);
        try (Interrupt interrupt = Interrupt.listen()) {
            output.document(BenchPipelineWork.run(
                    new BenchPipelineConfig(data, threads, one, pixels, common), output.narrator(interrupt.wish())));
            return interrupt.code(0);
        }
    }
}
