package dev.sulcus.training;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.sulcus.fault.Fault;
import dev.sulcus.model.Network;
import dev.sulcus.model.WeightSpec;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which layers are trained: the head always, and of the others the last {@code count} by Keras' counting, in which a
 * layer without weights counts too. Frozen layers run as in use: their normalisation keeps its statistics.
 *
 * @param count of the last layers before the head; the largest int for all
 */
public record Unfreeze(int count) {
    /** Every layer. */
    public static final Unfreeze ALL = new Unfreeze(Integer.MAX_VALUE);
    /** The head alone. */
    public static final Unfreeze HEAD = new Unfreeze(0);

    private static final String EVERY = "all";

    /** Checks the range. */
    public Unfreeze {
        if (count < 0) {
            throw nonsense(String.valueOf(count));
        }
    }

    /**
     * Reads {@code all} or a number of layers.
     *
     * @throws Fault of kind usage for anything else
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Unfreeze parse(String text) {
        if (text.equals(EVERY)) {
            return ALL;
        }
        try {
            return new Unfreeze(Integer.parseInt(text));
        } catch (NumberFormatException e) {
            throw nonsense(text);
        }
    }

    /** The same as {@link #parse} reads it. */
    @JsonValue
    public String text() {
        return count == Integer.MAX_VALUE ? EVERY : String.valueOf(count);
    }

    /** The names of the layers of {@code network} that are trained. */
    public Set<String> layersOf(Network network) {
        List<String> layers = network.layers();
        var trained = new HashSet<>(layers.subList(Math.max(0, layers.size() - count), layers.size()));
        trained.addAll(network.head());
        return trained;
    }

    /** How many numbers of {@code network} an optimizer changes: normalisation statistics and frozen layers left out. */
    public long numbersOf(Network network) {
        Set<String> trained = layersOf(network);
        return network.weights().stream()
                .filter(weight -> weight.trainable() && trained.contains(weight.layer()))
                .mapToLong(WeightSpec::count)
                .sum();
    }

    private static Fault nonsense(String text) {
        return Fault.usage(
                "unfreeze is '" + text + "'; it must be all, or how many of the last layers to train, such as 30");
    }
}
