package dev.sulcus.cli;

import dev.sulcus.dataset.DatasetSummary;
import dev.sulcus.training.TrainingResources;
import dev.sulcus.workflow.DataConfig;
import dev.sulcus.workflow.ExploreWork;
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
        description = "Says what is in a folder with one sub-folder per class: balance, sizes, real formats, unreadable"
                + " files, copies and near-duplicates, the same picture under two labels.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  sulcus explore scans --out explored",
            "  sulcus explore scans-of-four-kinds --negative notumor --json",
            "Writes explore.json, samples.png and explore.html into the folder that --out names."
        })
final class ExploreCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DATA", description = "Folder with one sub-folder per class.")
    private Path data;

    @Option(names = "--out", paramLabel = "DIR", description = "Folder for the page, the pictures and the figures.")
    private Path out;

    @Mixin
    private ClassOptions classes;

    @Mixin
    private ResourceOptions machine;

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() {
        try (Interrupt interrupt = Interrupt.listen()) {
            Narrator narrator = output.narrator(interrupt.wish());
            TrainingResources resources = machine.resources();
            var config = new DataConfig(
                    data, classes.positive(), classes.negative(), resources.workers(), resources.maxPixels());
            DatasetSummary summary = ExploreWork.run(config, out, narrator);
            SummaryText.lines(summary).forEach(narrator::say);
            if (out != null) {
                narrator.say("page: " + out.resolve("explore.html"));
            }
            output.document(summary);
            return 0;
        }
    }
}
