package dev.sulcus.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sulcus.artefact.Json;
import dev.sulcus.fault.Fault;
import dev.sulcus.fault.FaultKind;
import dev.sulcus.model.EfficientNetConfig;
import dev.sulcus.model.Network;
import dev.sulcus.model.NetworkConfig;
import dev.sulcus.pipeline.PixelSpec;
import dev.sulcus.pipeline.Tone;
import dev.sulcus.training.LesionConfig;
import dev.sulcus.training.TrainingConfig;
import java.nio.file.Path;

/**
 * Everything that decides what pretraining learns: defaults come from models/NAME/pretraining.json, a user's file
 * overrides them member by member, flags override both; the resolved recipe is saved with the run.
 *
 * @param model name of the architecture
 * @param pixels what the pictures become: square and grey
 * @param network its shape; the number of kinds follows from the data
 * @param training how it is trained; an epoch is {@code lesions.stepsPerEpoch} steps
 * @param lesions what is in a batch
 * @param held share of each class's groups that is held back to choose the epoch, above 0 and below 1
 */
public record PretrainRecipe(
        String model,
        PixelSpec pixels,
        NetworkConfig network,
        TrainingConfig training,
        LesionConfig lesions,
        double held) {
    /** The architecture that pretraining is for. */
    public static final String MODEL = "efficientnet-b0";

    /** Checks that the members are there and fit each other. */
    public PretrainRecipe {
        requireGiven("model", model);
        requireGiven("pixels", pixels);
        requireGiven("network", network);
        requireGiven("training", training);
        requireGiven("lesions", lesions);
        if (!(network instanceof EfficientNetConfig)) {
            throw Fault.usage("network is not of type efficientnet, the one that pretraining knows");
        }
        if (pixels.height() != pixels.width() || pixels.tone() == Tone.STORED) {
            throw Fault.usage("pixels is " + pixels.words() + "; lesions are painted into square pictures whose tone is"
                    + " grey or standard");
        }
        if (training.batchSize() != lesions.batch()) {
            throw Fault.usage("training.batchSize is " + training.batchSize() + "; it must be healthy + painted +"
                    + " tumours of lesions, " + lesions.batch());
        }
        if (!(held > 0 && held < 1)) {
            throw Fault.usage("held is " + held + "; it must be above 0 and below 1");
        }
    }

    /**
     * The defaults with a user's changes.
     *
     * @param models the folder models/
     * @param changes a JSON file that holds the members to change; null for none
     * @throws Fault of kind usage or data when a file does not fit
     */
    public static PretrainRecipe load(Path models, Path changes) {
        PretrainRecipe defaults = Json.read(models.resolve(MODEL).resolve("pretraining.json"), PretrainRecipe.class);
        if (changes == null) {
            return defaults;
        }
        try {
            return defaults.with(Json.read(changes, JsonNode.class));
        } catch (Fault e) {
            throw e.kind() == FaultKind.USAGE ? Fault.usage(changes + ": " + e.getMessage()) : e;
        }
    }

    /** This recipe with the members that {@code changes} names replaced. */
    public PretrainRecipe with(JsonNode changes) {
        return Json.merge(this, changes, PretrainRecipe.class);
    }

    /** The network that is trained: with a second head for so many kinds, unless no batch holds a tumour. */
    EfficientNetConfig withKinds(int kinds) {
        var shape = (EfficientNetConfig) network;
        return new EfficientNetConfig(
                shape.dropout(), shape.stochasticDepth(), lesions.tumours() == 0 ? 0 : kinds, false);
    }

    /** The network that is saved: without the second head. */
    Network saved() {
        return withKinds(0).build(pixels);
    }

    private static void requireGiven(String name, Object value) {
        if (value == null) {
            throw Fault.usage("the recipe's " + name + " is not given");
        }
    }
}
