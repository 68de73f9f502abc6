package dev.sulcus.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sulcus.device.Installation;
import dev.sulcus.fault.Fault;
import dev.sulcus.fault.FaultKind;
import dev.sulcus.training.TrainingResources;
import dev.sulcus.workflow.DataConfig;
import dev.sulcus.workflow.Narrator;
import dev.sulcus.workflow.PretrainConfig;
import dev.sulcus.workflow.PretrainRecipe;
import dev.sulcus.workflow.PretrainSpec;
import dev.sulcus.workflow.PretrainWork;
import dev.sulcus.workflow.RunSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pretrain}: from other people's scans to weights that know what a lesion looks like. */
@Command(
        name = "pretrain",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Make weights for EfficientNetB0 to start from, out of scans that no model is judged on.",
        description = {
            "DATA holds one sub-folder per class: healthy heads, and one for each kind of tumour. The network learns to"
                    + " tell healthy heads from the same heads with a made-up lesion painted in, and the kinds of tumour"
                    + " from each other; so whatever sets the healthy scans apart from the others teaches it nothing.",
            "--exclude names the folders that models will be judged on: every scan of DATA that is a near-duplicate of"
                    + " one of theirs is dropped, and every scan linked to one by near-duplicates.",
            "Ctrl-C finishes the step and saves; --resume goes on and ends the same, bit for bit. Settings come from"
                    + " models/efficientnet-b0/pretraining.json, then --recipe, then the options below."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  sulcus pretrain four-kinds --negative notumor --exclude scans --out runs/pre",
            "  sulcus pretrain --resume runs/pre"
        })
final class PretrainCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DATA", arity = "0..1", description = "Folder with one sub-folder per class.")
    private Path data;

    @Option(
            names = "--negative",
            split = ",",
            paramLabel = "NAME",
            description = "Folders of healthy heads; each of the others is one kind of tumour.")
    private List<String> negative = List.of();

    @Option(
            names = "--exclude",
            paramLabel = "DIR",
            description = "Folder of which nothing may be learnt, with one sub-folder per class; may be given again.")
    private List<Path> exclude = List.of();

    @Option(names = "--out", paramLabel = "RUN", description = "The run's folder; must not hold a run yet.")
    private Path out;

    @Option(names = "--resume", paramLabel = "RUN", description = "Continue a killed or interrupted run.")
    private Path resume;

    @Option(
            names = "--recipe",
            paramLabel = "FILE",
            description = "JSON file; its members replace those of pretraining.json, which shows them all.")
    private Path recipe;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Seed of weights, lesions, order and what is held back (recipe: 1).")
    private Long seed;

    @Option(names = "--epochs", paramLabel = "N", description = "Epochs of 150 steps to train (recipe: 20).")
    private Integer epochs;

    @Option(names = "--size", paramLabel = "N", description = "Side of the square pictures in pixels (recipe: 128).")
    private Integer size;

    @Mixin
    private ResourceOptions machine;

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() {
        try (Interrupt interrupt = Interrupt.listen("finishing the step under way")) {
            PretrainSpec run = resume == null ? start(interrupt) : resume(interrupt);
            output.document(run);
            return run.status() == RunSpec.Status.INTERRUPTED ? FaultKind.INTERRUPTED.exitCode() : 0;
        }
    }

    private PretrainSpec start(Interrupt interrupt) {
        if (data == null || out == null) {
            throw Fault.usage("name the data and a folder for the run: sulcus pretrain DATA --negative NAME --exclude"
                    + " DIR --out RUN (or --resume RUN)");
        }
        Narrator narrator = output.narrator(interrupt.wish(), machine);
        TrainingResources resources = machine.resources();
        var dataConfig = new DataConfig(data, List.of(), negative, resources.workers(), resources.maxPixels());
        PretrainRecipe resolved =
                PretrainRecipe.load(Installation.models(), recipe).with(changes());
        var config = new PretrainConfig(dataConfig, exclude, out, resolved, resources);
        return PretrainWork.start(config, narrator, interrupt.wish());
    }

    private PretrainSpec resume(Interrupt interrupt) {
        boolean settings = recipe != null || seed != null || epochs != null || size != null;
        if (settings || data != null || out != null || !negative.isEmpty() || !exclude.isEmpty()) {
            throw Fault.usage("--resume takes data and settings from the run; leave everything else away");
        }
        return PretrainWork.resume(
                resume, machine.resources(), output.narrator(interrupt.wish(), machine), interrupt.wish());
    }

    private ObjectNode changes() {
        ObjectNode changes = JsonNodeFactory.instance.objectNode();
        ObjectNode training = changes.putObject("training");
        if (seed != null) {
            training.put("seed", seed);
        }
        if (epochs != null) {
            training.put("epochs", epochs);
        }
        ObjectNode pixels = changes.putObject("pixels");
        if (size != null) {
            pixels.put("height", size).put("width", size);
        }
        return changes;
    }
}
