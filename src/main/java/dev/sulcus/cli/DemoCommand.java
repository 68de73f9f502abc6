package dev.sulcus.cli;

import dev.sulcus.fault.FaultKind;
import dev.sulcus.training.TrainingResources;
import dev.sulcus.workflow.DemoConfig;
import dev.sulcus.workflow.DemoWork;
import dev.sulcus.workflow.Recipe;
import dev.sulcus.workflow.RunSpec;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code demo}: the whole way through, on made-up slices. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Go the whole way once, on made-up scans: start here.",
        description = "Draws head slices with and without a lesion, then explores, trains, evaluates and scores, and"
                + " prints each command as you would type it. Needs no data of yours; about two minutes on two cores.",
        optionListHeading = "%nUnless you choose otherwise it trains for --epochs 30 on --size 112 in batches of"
                + " --batch 16 with --learning-rate 0.0005, to be brief; the recipe of train stays as it is.%n%n",
        footerHeading = "%nExamples:%n",
        footer = {"  sulcus demo", "  sulcus demo --out /tmp/demo --seed 2"})
final class DemoCommand implements Callable<Integer> {
    // Half the side is a fifth of the work, and enough for these lesions; small batches give more steps per minute.
    private static final int SIZE = 112;
    private static final int BATCH = 16;
    private static final int EPOCHS = 30;
    private static final double LEARNING_RATE = 0.0005;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "demo",
            description = "Folder of the demonstration (default: ${DEFAULT-VALUE}); an older one is replaced.")
    private Path out;

    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "240",
            description = "Slices to draw, 40 to 5000 (default: ${DEFAULT-VALUE}).")
    private int count;

    @Mixin
    private RecipeOptions recipe;

    @Mixin
    private ResourceOptions machine;

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() {
        recipe.suggest(SIZE, BATCH, EPOCHS, LEARNING_RATE);
        Recipe resolved = recipe.resolve("cnn");
        TrainingResources resources = machine.resources();
        recipe.requireGpus(machine.device(), resources.session().device());
        var config = new DemoConfig(out, count, resolved.training().seed(), resolved, recipe.typed(), resources);
        try (Interrupt interrupt = Interrupt.listen("finishing the step under way")) {
            RunSpec run = DemoWork.run(config, output.narrator(interrupt.wish(), machine), interrupt.wish());
            output.document(run);
            return run.status() == RunSpec.Status.INTERRUPTED ? FaultKind.INTERRUPTED.exitCode() : 0;
        }
    }
}
