package dev.sulcus.cli;

import dev.sulcus.device.Installation;
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
            names = "--engine",
            paramLabel = "NAME",
            defaultValue = "auto",
            description = "What computes: fused, tensorflow, function, or auto, which takes fused where it can, on a"
                    + " GPU function (default: ${DEFAULT-VALUE}).")
    private String engine;

    @Mixin
    private StoreOptions store;

    /** @param run a run's folder; null when the user named none */
    BenchModelConfig resolve(Path run) {
        Recipe resolved = model == null ? null : Recipe.load(Installation.models(), model, recipe);
        return new BenchModelConfig(run, resolved, Installation.models(), store.folder(), EngineOptions.parse(engine));
    }
}
