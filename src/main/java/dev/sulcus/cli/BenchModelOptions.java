package dev.sulcus.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sulcus.device.Installation;
import dev.sulcus.fault.Fault;
import dev.sulcus.workflow.BenchModelConfig;
import dev.sulcus.workflow.Recipe;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What scores in a measurement. */
final class BenchModelOptions {
    @Option(
            names = "--model",
            paramLabel = "NAME",
            description = "An architecture, with the weights that training would begin with, instead of a RUN.")
    private String model;

    @Option(
            names = "--recipe",
            paramLabel = "FILE",
            description = "With --model: JSON file whose members replace those of models/MODEL/recipe.json.")
    private Path recipe;

    @Option(
            names = "--size",
            paramLabel = "N",
            description = "With --model: side of the square pictures in pixels (recipe: cnn 224, efficientnet-b0 128).")
    private Integer size;

    @Option(
            names = "--engine",
            paramLabel = "NAME",
            defaultValue = "auto",
            description = "What computes: fused, tensorflow, function, or auto, which takes fused where it can, on a"
                    + " GPU function (default: ${DEFAULT-VALUE}).")
    private String engine;

    @Mixin
    private StoreOptions store;

    private Recipe sized(Recipe loaded) {
        if (size == null) {
            return loaded;
        }
        ObjectNode changes = JsonNodeFactory.instance.objectNode();
        changes.putObject("pixels").put("height", size).put("width", size);
        return loaded.with(changes);
    }

    /** @param run a run's folder; null when the user named none */
    BenchModelConfig resolve(Path run) {
        if (size != null && model == null) {
            throw Fault.usage("--size goes with --model; a run's pictures have the size that it was trained on");
        }
        Recipe resolved = model == null ? null : sized(Recipe.load(Installation.models(), model, recipe));
        return new BenchModelConfig(run, resolved, Installation.models(), store.folder(), EngineOptions.parse(engine));
    }
}
