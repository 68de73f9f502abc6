package dev.sulcus.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sulcus.fault.FaultKind;
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
        description = "Draws made-up head slices, explores them, trains the CNN, judges it and scores an archive: every"
                + " command once, in a few minutes, without any data of yours.",
        footerHeading = "%nExamples:%n",
        footer = {"  sulcus demo", "  sulcus demo --out /tmp/demo --count 120 --epochs 4"})
final class DemoCommand implements Callable<Integer> {
    private static final int EPOCHS = 14;
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
        ObjectNode brief = JsonNodeFactory.instance.objectNode();
        brief.putObject("training").put("epochs", EPOCHS).putObject("adam").put("learningRate", LEARNING_RATE);
        Recipe resolved = recipe.resolve("cnn", brief);
        var config = new DemoConfig(out, count, resolved.training().seed(), resolved, machine.resources());
        try (Interrupt interrupt = Interrupt.listen("finishing the step under way")) {
            RunSpec run = DemoWork.run(config, output.narrator(interrupt.wish()), interrupt.wish());
            output.document(run);
            return run.status() == RunSpec.Status.INTERRUPTED ? FaultKind.INTERRUPTED.exitCode() : 0;
        }
    }
}
