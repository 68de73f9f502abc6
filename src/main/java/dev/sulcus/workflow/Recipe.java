package dev.sulcus.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sulcus.artefact.FileReason;
import dev.sulcus.artefact.Json;
import dev.sulcus.dataset.SplitConfig;
import dev.sulcus.fault.Fault;
import dev.sulcus.fault.FaultKind;
import dev.sulcus.model.LogisticConfig;
import dev.sulcus.model.NetworkConfig;
import dev.sulcus.pipeline.PixelSpec;
import dev.sulcus.training.HeadStageConfig;
import dev.sulcus.training.TrainingConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everything that decides what a run learns: defaults come from models/NAME/recipe.json, a user's file overrides them
 * member by member, flags override both; the resolved recipe is saved with the run.
 *
 * @param model name of the architecture
 * @param pixels what the pictures become
 * @param network its shape
 * @param head the stage before, in which the head learns on frozen features; null for none
 * @param training how it is trained
 * @param split how scans are parted
 * @param threshold a scan is flagged when its probability is at least this, above 0 and below 1
 * @param start the weights it begins with; null for numbers drawn from the seed
 */
public record Recipe(
        String model,
        PixelSpec pixels,
        NetworkConfig network,
        HeadStageConfig head,
        TrainingConfig training,
        SplitConfig split,
        double threshold,
        StartSpec start) {
    /** Checks the range of the threshold. */
    public Recipe {
        requireGiven("model", model);
        requireGiven("pixels", pixels);
        requireGiven("pixels.resampling", pixels.resampling());
        requireGiven("network", network);
        requireGiven("training", training);
        requireGiven("split", split);
        if (!(threshold > 0 && threshold < 1)) {
            throw Fault.usage("threshold is " + threshold + "; it must be above 0 and below 1");
        }
    }

    /** Whether a solver makes the model: it counts iterations, not epochs. */
    boolean solved() {
        return network instanceof LogisticConfig;
    }

    /** Epochs, or a solver's iterations, at most. */
    int rounds() {
        return network instanceof LogisticConfig logistic ? logistic.maxIterations() : training.epochs();
    }

    private static Recipe requireModel(String model, Recipe recipe) {
        if (!recipe.model().equals(model)) {
            throw Fault.usage("it is for the model '" + recipe.model() + "', not for " + model + "; see --model");
        }
        return recipe;
    }

    private static void requireGiven(String name, Object value) {
        if (value == null) {
            throw Fault.usage("the recipe's " + name + " is not given");
        }
    }

    /**
     * The defaults of a model with a user's changes.
     *
     * @param models the folder models/
     * @param changes a JSON file that holds the members to change; null for none
     * @throws Fault of kind usage when there is no such model, of kind data when a file does not fit
     */
    public static Recipe load(Path models, String model, Path changes) {
        Path file = models.resolve(model).resolve("recipe.json");
        if (!model.matches("[a-z0-9-]+") || !Files.isRegularFile(file)) {
            throw Fault.usage("there is no model '" + model + "'; this version trains: " + names(models));
        }
        Recipe defaults = Json.read(file, Recipe.class);
        if (changes == null) {
            return defaults;
        }
        try {
            return requireModel(model, defaults.with(Json.read(changes, JsonNode.class)));
        } catch (Fault e) {
            throw e.kind() == FaultKind.USAGE ? Fault.usage(changes + ": " + e.getMessage()) : e;
        }
    }

    /** The models that there are: the folders of {@code models} with a recipe. */
    private static String names(Path models) {
        try (Stream<Path> folders = Files.list(models)) {
            return folders.filter(folder -> Files.isRegularFile(folder.resolve("recipe.json")))
                    .map(folder -> String.valueOf(folder.getFileName()))
                    .sorted()
                    .collect(Collectors.joining(", "));
        } catch (IOException e) {
            throw Fault.data("cannot list " + models + ": " + FileReason.of(e), e);
        }
    }

    /** This recipe, beginning with other weights; null for numbers drawn from the seed. */
    public Recipe startingFrom(StartSpec weights) {
        return new Recipe(model, pixels, network, head, training, split, threshold, weights);
    }

    /** This recipe with the members that {@code changes} names replaced. */
    public Recipe with(JsonNode changes) {
        return Json.merge(this, changes, Recipe.class);
    }
}
