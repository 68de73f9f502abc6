package dev.sulcus.cli;

import dev.sulcus.fault.Fault;
import dev.sulcus.training.TrainingResources;
import dev.sulcus.workflow.DataConfig;
import dev.sulcus.workflow.ExploreResult;
import dev.sulcus.workflow.ExploreWork;
import dev.sulcus.workflow.FoldsConfig;
import dev.sulcus.workflow.Narrator;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code explore}: what is in a folder of scans. */
@Command(
        name = "explore",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Say what is in a folder of scans, and what to mend before training.",
        description = "DATA holds one sub-folder per class. Shows balance, sizes, formats by content, unreadable files,"
                + " copies and near-duplicates, one picture under two labels, and how many pictures are"
                + " independent; and how far file facts alone (size, format, JPEG tables, the picture's edge) tell the"
                + " labels apart, without a look at the brain.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  sulcus explore scans --out explored",
            "  sulcus explore four-kinds --negative notumor --json",
            "  sulcus explore scans --folds 5 --out explored",
            "",
            "--out writes explore.json, samples.png, crops.png and explore.html (open it in a browser)."
        })
final class ExploreCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DATA", description = "Folder with one sub-folder per class.")
    private Path data;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder for the page, the pictures and the figures; without it nothing is written.")
    private Path out;

    @Option(
            names = "--folds",
            paramLabel = "K",
            description = "Also plan a grouped, stratified cross-validation of K folds, near-duplicates on one side;"
                    + " --out writes it as folds.json.")
    private Integer folds;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Seed of the folds (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Mixin
    private ClassOptions classes;

    @Mixin
    private ResourceOptions machine;

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() {
        try (Interrupt interrupt = Interrupt.listen()) {
            Narrator narrator = output.narrator(interrupt.wish(), machine);
            TrainingResources resources = machine.resources();
            var config = new DataConfig(
                    data, classes.positive(), classes.negative(), resources.workers(), resources.maxPixels());
            ExploreResult result = ExploreWork.run(config, plan(), out, narrator);
            SummaryText.lines(result.summary()).forEach(narrator::say);
            if (out != null) {
                narrator.say("page: " + out.resolve("explore.html"));
            }
            output.document(result);
            return 0;
        }
    }

    private FoldsConfig plan() {
        if (folds != null && folds < 2) {
            throw Fault.usage("folds is " + folds + "; it must be 2 to 1000");
        }
        return folds == null ? FoldsConfig.NONE : new FoldsConfig(folds, seed);
    }
}
