package dev.sulcus.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sulcus.benchmark.AgreeDocument;
import dev.sulcus.device.Installation;
import dev.sulcus.fault.Fault;
import dev.sulcus.workflow.BenchAgreeConfig;
import dev.sulcus.workflow.BenchAgreeWork;
import dev.sulcus.workflow.Narrator;
import dev.sulcus.workflow.Recipe;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bench agree}: does this device compute what it should? */
@Command(
        name = "agree",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Whether a device computes what the processor and Keras compute.",
        description = {
            "Features, probabilities and the losses of training steps, on made-up pictures with weights from a seed or"
                    + " those that come with Sulcus, in each precision. With --device gpu the card is held against the"
                    + " processor in the same process; on the processor, engines and precisions are held against"
                    + " float32 in TensorFlow's session, and a repeated training must give the same bits. Five steps"
                    + " that Keras took are a third opinion.",
            "Each line says how far the two lie apart, how far they may, and the verdict."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  sulcus bench agree",
            "  sulcus bench agree --device gpu",
            "  sulcus bench agree scans --precision bfloat16 --json",
            "",
            "Exit code 1 when a check failed. Stopped midway, it prints the checks it has made."
        })
final class BenchAgreeCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "DATA",
            arity = "0..1",
            description = "Files, or a folder that is searched through: the probabilities of the first 512 are compared"
                    + " too.")
    private Path data;

    @Option(
            names = "--precision",
            paramLabel = "P,...",
            split = ",",
            defaultValue = "float32,bfloat16",
            description = "Which to judge (default: ${DEFAULT-VALUE}).")
    private List<String> precisions;

    @Option(
            names = "--steps",
            paramLabel = "N",
            defaultValue = "5",
            description = "Training steps of each network (default: ${DEFAULT-VALUE}).")
    private int steps;

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "8",
            description = "Pictures in a step (default: ${DEFAULT-VALUE}).")
    private int batch;

    @Option(
            names = "--size",
            paramLabel = "N",
            defaultValue = "224",
            description = "Side of the square pictures in pixels (default: ${DEFAULT-VALUE}).")
    private int size;

    @Option(
            names = "--worklists",
            paramLabel = "A,B",
            split = ",",
            description = "Compare these two worklists of the same files instead, made by score in two ways.")
    private List<Path> worklists;

    @Mixin
    private StoreOptions store;

    @Mixin
    private ResourceOptions machine;

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() {
        var config = new BenchAgreeConfig(
                recipe("efficientnet-b0"),
                recipe("cnn"),
                BenchLists.precisions(precisions),
                steps,
                batch,
                data,
                Installation.models(),
                store.folder(),
                machine.resources());
        try (Interrupt interrupt = Interrupt.listen()) {
            AgreeDocument document = compared(config, output.narrator(interrupt.wish(), machine));
            output.document(document);
            return interrupt.code(document.passed() ? 0 : 1);
        }
    }

    private AgreeDocument compared(BenchAgreeConfig config, Narrator narrator) {
        if (worklists == null) {
            return BenchAgreeWork.run(config, narrator);
        }
        if (worklists.size() != 2) {
            throw Fault.usage("--worklists names " + worklists.size() + " files; name two");
        }
        return BenchAgreeWork.worklists(worklists.get(0), worklists.get(1), config, narrator);
    }

    private Recipe recipe(String model) {
        ObjectNode changes = JsonNodeFactory.instance.objectNode();
        changes.putObject("pixels").put("height", size).put("width", size);
        return Recipe.load(Installation.models(), model, null).with(changes);
    }
}
