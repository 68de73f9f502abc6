package dev.sulcus.weights;

import dev.sulcus.artefact.FileReason;
import dev.sulcus.fault.Fault;
import dev.sulcus.model.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Weights on this machine that belong to no run: {@code STORE/MODEL/NAME.safetensors}, in 32 bits, checked before they
 * are written. Each file appears whole or not at all; otherwise nothing is kept between calls.
 */
public final class WeightStore {
    /** Shipped weights: {@code models/MODEL/weights.safetensors}. */
    public static final String SHIPPED = "weights.safetensors";

    private static final String SUFFIX = ".safetensors";

    private final Path root;

    /** The store in a folder, which need not exist. */
    public WeightStore(Path root) {
        this.root = root;
    }

    /** The folder of one architecture. */
    public Path folder(String model) {
        return root.resolve(model);
    }

    /** Where weights of that name lie, or would. */
    public Path file(String model, String name) {
        requireName(name);
        return folder(model).resolve(name + SUFFIX);
    }

    /**
     * Keeps weights, replacing those of the same name.
     *
     * @throws Fault of kind data when the store can't be written
     */
    public WeightListing save(String model, String name, WeightSet weights) {
        Path file = file(model, name);
        WeightFile.writeSafetensors(file, weights, false);
        return listing(model, name, file);
    }

    /** What is stored, by architecture and name. A file that can't be read is listed with its problem. */
    public List<WeightListing> list() {
        var all = new ArrayList<WeightListing>();
        for (Path folder : children(root)) {
            for (Path file : children(folder)) {
                String name = String.valueOf(file.getFileName());
                if (name.endsWith(SUFFIX) && !name.startsWith(".")) {
                    String model = String.valueOf(folder.getFileName());
                    all.add(listing(model, name.substring(0, name.length() - SUFFIX.length()), file));
                }
            }
        }
        return all;
    }

    /** What comes with the program, by architecture. */
    public static List<WeightListing> shipped(Path models) {
        var all = new ArrayList<WeightListing>();
        for (Path folder : children(models)) {
            Path file = folder.resolve(SHIPPED);
            if (Files.isRegularFile(file)) {
                all.add(listing(String.valueOf(folder.getFileName()), "shipped", file));
            }
        }
        return all;
    }

    /**
     * What training starts from: the file the user names, else the published weights if they were pulled, else the
     * shipped ones, else nothing. Whichever it is has been read and checked.
     *
     * @param named a file, or the name of something stored; null when the user named nothing
     * @param models the folder models/, with what is published and what is shipped
     * @throws Fault of kind data when the one to take can't be read or does not fit; the next is not tried
     */
    public WeightStart startFor(String model, Network network, Path named, Path models) {
        if (named != null) {
            Path file = resolve(model, named);
            return start(WeightStart.Origin.NAMED, file, model, network, "the file you named");
        }
        PublishedWeights published = PublishedWeights.find(models, model);
        if (published != null && Files.isRegularFile(file(model, published.name()))) {
            return start(
                    WeightStart.Origin.PULLED, file(model, published.name()), model, network, "the pulled weights");
        }
        Path shipped = models.resolve(model).resolve(SHIPPED);
        if (Files.isRegularFile(shipped)) {
            return start(WeightStart.Origin.SHIPPED, shipped, model, network, "the weights that come with Sulcus");
        }
        String pull = published == null ? "" : "; sulcus models pull " + model + " would fetch published ones";
        return new WeightStart(
                WeightStart.Origin.SEED,
                null,
                null,
                "starts from numbers drawn from the seed: no weights were named or are here" + pull);
    }

    /** As {@link #startFor(String, Network, Path, Path)}, for a store by its folder. */
    public static WeightStart startFor(String model, Network network, Path named, Path models, Path store) {
        return new WeightStore(store).startFor(model, network, named, models);
    }

    /**
     * Refuses names that would leave the folder.
     *
     * @throws Fault of kind usage
     */
    public static void requireName(String name) {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
            throw Fault.usage("'" + name + "' is no name for weights; take letters, digits, '.', '_' and '-'");
        }
    }

    private Path resolve(String model, Path named) {
        String name = named.toString();
        boolean stored = !Files.exists(named)
                && name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
                && Files.isRegularFile(file(model, name));
        return stored ? file(model, name) : named;
    }

    private static WeightStart start(
            WeightStart.Origin origin, Path file, String model, Network network, String which) {
        WeightSet weights = WeightFile.read(file, model, network);
        Map<String, String> facts = weights.facts();
        String source = facts.containsKey("source") ? ", from " + facts.get("source") : "";
        String unchecked = facts.containsKey(WeightImport.UNCHECKED) ? ", " + facts.get(WeightImport.UNCHECKED) : "";
        String head = facts.containsKey("head") ? "; head " + facts.get("head") : "";
        return new WeightStart(
                origin,
                file,
                weights,
                "starts from " + which + ", " + file + " (SHA-256 "
                        + weights.source().sha256().substring(0, 12) + source + unchecked + head + ")");
    }

    private static WeightListing listing(String model, String name, Path file) {
        try {
            WeightContents contents = WeightFile.contents(file);
            return new WeightListing(
                    model, name, file.toString(), contents.source().bytes(), contents.numbers(), contents.facts());
        } catch (Fault e) {
            return new WeightListing(model, name, file.toString(), size(file), 0, Map.of("problem", e.getMessage()));
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0;
        }
    }

    private static List<Path> children(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.sorted().toList();
        } catch (IOException e) {
            throw Fault.data("cannot list " + folder + ": " + FileReason.of(e), e);
        }
    }
}
