package dev.sulcus.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sulcus.device.Installation;
import dev.sulcus.training.Unfreeze;
import dev.sulcus.workflow.BenchTrainConfig;
import dev.sulcus.workflow.BenchTrainWork;
import dev.sulcus.workflow.Recipe;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench train}: optimizer steps. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "How long a training step takes, and what it is of what the machine could do.",
        description = {
            "Steps of the graph that train runs, on made-up pictures in memory, or on files with --data, which are decoded"
                    + " and cached as in training; the share of time spent waiting for them is said.",
            "GFLOP/s count convolutions and dense layers, a multiplication and an addition as two, and a step as three"
                    + " forward passes less the gradient that the first layer's input does not need. The share is of a"
                    + " matrix product in the same precision, measured in the same run.",
            "How far the losses of each precision lie from the first one's is printed beside its speed.",
            "Peak memory is that of the whole process while a setting warmed up, smaller batches before larger."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  sulcus bench train --model cnn --quick",
            "  sulcus bench train --model efficientnet-b0 --unfreeze all --batch 32 --out b0",
            "  sulcus bench train --model cnn --precision float32,bfloat16 --data scans"
        })
final class BenchTrainCommand implements Callable<Integer> {
    @Option(names = "--model", paramLabel = "NAME", required = true, description = "Architecture: a folder of models/.")
    private String model;

    @Option(
            names = "--batch",
            paramLabel = "N,...",
            split = ",",
            defaultValue = "8,16,32,64",
            description = "Pictures in a step (default: ${DEFAULT-VALUE}).")
    private List<Integer> batches;

    @Option(
            names = "--precision",
            paramLabel = "P,...",
            split = ",",
            defaultValue = "float32",
            description = "float32, bfloat16, float16; the first is what others are compared with (default:"
                    + " ${DEFAULT-VALUE}).")
    private List<String> precisions;

    @Option(
            names = "--data",
            paramLabel = "DATA",
            description = "Files, or a folder that is searched through; without it, pictures in memory.")
    private Path data;

    @Option(
            names = "--recipe",
            paramLabel = "FILE",
            description = "JSON file; its members replace those of models/MODEL/recipe.json.")
    private Path recipe;

    @Option(
            names = "--unfreeze",
            paramLabel = "N",
            description =
                    "How many of the last layers are trained besides the head, or all (recipe: all for cnn, 30 for"
                            + " efficientnet-b0).")
    private String unfreeze;

    @Option(
            names = "--size",
            paramLabel = "N",
            description = "Side of the square pictures in pixels (recipe: cnn 224," + " efficientnet-b0 128).")
    private Integer size;

    @Option(names = "--no-augment", description = "Leave the pictures as they are; by default as the recipe says.")
    private boolean noAugment;

    @Mixin
    private BenchOptions bench;

    @Mixin
    private ResourceOptions machine;

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() {
        var config = new BenchTrainConfig(
                Recipe.load(Installation.models(), model, recipe).with(changes()),
                BenchLists.batches(batches),
                BenchLists.precisions(precisions),
                data,
                bench.resolve(machine.resources()));
        try (Interrupt interrupt = Interrupt.listen()) {
            output.document(BenchTrainWork.run(config, output.narrator(interrupt.wish(), machine)));
            return interrupt.code(0);
        }
    }

    private ObjectNode changes() {
        ObjectNode changes = JsonNodeFactory.instance.objectNode();
        ObjectNode training = changes.putObject("training");
        if (unfreeze != null) {
            training.put("unfreeze", Unfreeze.parse(unfreeze).text());
        }
        if (noAugment) {
            ObjectNode none = training.putObject("augmentation");
            for (String name : List.of(
                    "rotationDegrees",
                    "widthShift",
                    "heightShift",
                    "shearDegrees",
                    "zoom",
                    "gamma",
                    "gain",
                    "offset",
                    "noise",
                    "erase")) {
                none.put(name, 0);
            }
            none.put("horizontalFlip", false);
        }
        if (size != null) {
            changes.putObject("pixels").put("height", size).put("width", size);
        }
        return changes;
    }
}
