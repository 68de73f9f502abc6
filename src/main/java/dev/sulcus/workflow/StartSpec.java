package dev.sulcus.workflow;

import dev.sulcus.fault.Fault;
import dev.sulcus.model.Network;
import dev.sulcus.weights.WeightFile;
import dev.sulcus.weights.WeightSet;
import dev.sulcus.weights.WeightStart;
import dev.sulcus.weights.WeightStart.Origin;
import dev.sulcus.weights.WeightStore;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * Which weights a run begins with, as run.json keeps it.
 *
 * @param origin {@code named}, {@code pulled} or {@code shipped}
 * @param file where they lay
 * @param sha256 of the file
 * @param sentence the same for a person
 */
public record StartSpec(String origin, String file, String sha256, String sentence) {
    /**
     * The weights that a model begins with when the user names none or some: theirs, the pulled ones, the shipped ones,
     * or none at all.
     *
     * @param named a file or the name of stored weights; null when the user named none
     * @param models the folder models/
     * @param store the folder of stored weights
     * @return null for numbers drawn from the seed
     * @throws Fault of kind data when the file can't be read or does not fit the network
     */
    public static StartSpec choose(String model, Network network, Path named, Path models, Path store) {
        WeightStart start = WeightStore.startFor(model, network, named, models, store);
        if (start.origin() == Origin.SEED) {
            return null;
        }
        return new StartSpec(
                start.origin().name().toLowerCase(Locale.ROOT),
                start.file().toAbsolutePath().normalize().toString(),
                start.weights().source().sha256(),
                start.sentence());
    }

    /**
     * The weights of {@code recipe}'s start by path; empty when it has none.
     *
     * @throws Fault of kind data when the file is gone or another one than when the run began
     */
    static Map<String, float[]> read(Recipe recipe) {
        StartSpec start = recipe.start();
        if (start == null) {
            return Map.of();
        }
        Path file = Path.of(start.file);
        WeightSet weights =
                WeightFile.read(file, recipe.model(), recipe.network().build(recipe.pixels()));
        if (start.sha256 != null && !weights.source().sha256().equals(start.sha256)) {
            throw Fault.data(file + ": not the weights that this run began with (SHA-256 "
                    + weights.source().sha256().substring(0, 12) + " against " + start.sha256.substring(0, 12)
                    + "); restore the file, or train anew");
        }
        return new WeightStart(Origin.NAMED, file, weights, "").values();
    }
}
