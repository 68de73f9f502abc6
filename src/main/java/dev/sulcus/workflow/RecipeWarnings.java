package dev.sulcus.workflow;

import dev.sulcus.device.DeviceChoice;
import dev.sulcus.device.Precision;
import dev.sulcus.model.EfficientNetConfig;
import dev.sulcus.model.Network;
import dev.sulcus.weights.WeightStart.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a reader should know of settings that are allowed but not what they look like. Stateless, thread-safe. */
final class RecipeWarnings {
    private static final String MEASURED =
            "the recipe of efficientnet-b0 was measured with the weights that come with" + " Sulcus; ";

    private RecipeWarnings() {}

    /** One line each; empty where there is nothing to say. */
    static List<String> of(Recipe recipe) {
        var warnings = new ArrayList<String>();
        String contradiction = recipe.training().contradiction();
        if (contradiction != null) {
            warnings.add(contradiction);
        }
        addStart(recipe, warnings);
        addUnfreeze(recipe, warnings);
        return warnings;
    }

    /**
     * What makes training slow on this machine.
     *
     * @param bfloat16 whether its CPU computes that
     */
    static Optional<String> slow(Recipe recipe, DeviceChoice device, boolean bfloat16) {
        boolean emulated = device == DeviceChoice.CPU && recipe.training().precision() == Precision.BFLOAT16;
        return emulated && !bfloat16
                ? Optional.of("this CPU lacks AVX-512, so that bfloat16 takes several times as long as float32")
                : Optional.empty();
    }

    /** In one stage; training the head first is the way for weights that know no brain. */
    private static void addStart(Recipe recipe, List<String> warnings) {
        boolean oneStage = recipe.network() instanceof EfficientNetConfig && recipe.head() == null;
        StartSpec start = recipe.start();
        if (!oneStage || start != null && start.origin().equals(name(Origin.SHIPPED))) {
            return;
        }
        if (start == null) {
            warnings.add(
                    MEASURED + "from numbers drawn from the seed it learnt nothing from 253 scans (accuracy 0.61)");
        } else {
            warnings.add(
                    MEASURED + (start.origin().equals(name(Origin.PULLED)) ? "with the pulled ones" : "with others")
                            + " nobody knows what it reaches. For ImageNet weights take --recipe"
                            + " models/efficientnet-b0/two-stage.json");
        }
    }

    private static String name(Origin origin) {
        return origin.name().toLowerCase(Locale.ROOT);
    }

    private static void addUnfreeze(Recipe recipe, List<String> warnings) {
        Network network = recipe.network().build(recipe.pixels());
        int wanted = recipe.training().unfreeze().count();
        int layers = network.layers().size();
        if (wanted != Integer.MAX_VALUE && wanted > layers) {
            warnings.add("unfreeze is " + wanted + ", but " + recipe.model() + " has " + layers
                    + " layers before its head: all of them are trained");
        }
    }
}
