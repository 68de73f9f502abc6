package dev.sulcus.weights;

import dev.sulcus.fault.Fault;
import dev.sulcus.model.Network;
import dev.sulcus.model.WeightSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which array of a file goes to which weight of a network. By name; where names do not fit, as in a second model of one
 * Python session, whose layers are numbered on, by the order among layers of one kind. All or nothing, but for the head:
 * a file may lack it, or hold one for other classes.
 */
final class WeightMatch {
    private static final int NAMED = 5;

    private final Network network;
    private final Map<String, StoredArray> found = new LinkedHashMap<>();
    private final List<String> missing = new ArrayList<>();
    private final List<String> extra = new ArrayList<>();
    private final List<String> misshapen = new ArrayList<>();
    private final List<String> ignored = new ArrayList<>();
    private boolean byOrder;

    private WeightMatch(Network network, List<StoredLayer> layers) {
        this.network = network;
        var arrays = new LinkedHashMap<String, StoredArray>();
        layers.forEach(layer -> layer.arrays().forEach(array -> {
            if (arrays.put(layer.path(array), array) != null) {
                extra.add(layer.path(array) + " (twice)");
            }
        }));
        network.weights().forEach(spec -> take(spec, arrays.remove(spec.path())));
        settleHead();
        layers.forEach(layer -> layer.arrays().stream()
                .filter(array -> arrays.get(layer.path(array)) == array)
                .forEach(array -> leave(layer, array)));
    }

    /**
     * Matches a file's layers with a network's weights.
     *
     * @throws Fault of kind data that counts and names what is missing, extra or of another shape
     */
    static WeightMatch of(Path file, List<StoredLayer> layers, String model, Network network) {
        WeightMatch match = best(layers, network);
        if (!match.fits()) {
            throw Fault.data(file + ": does not fit " + model + ": " + match.differences());
        }
        return match;
    }

    /** What differs between a file's layers and a network's weights; null when they fit. */
    static String differences(List<StoredLayer> layers, Network network) {
        WeightMatch match = best(layers, network);
        return match.fits() ? null : match.differences();
    }

    /** Everything that differs, by name, one line for each way in which it does; empty when they fit. */
    static List<String> allDifferences(List<StoredLayer> layers, Network network) {
        WeightMatch match = best(layers, network);
        return match.fits() ? List.of() : match.parts(Integer.MAX_VALUE);
    }

    private static WeightMatch best(List<StoredLayer> layers, Network network) {
        var named = new WeightMatch(network, withUsualNames(layers, network));
        if (named.fits()) {
            return named;
        }
        var ordered = new WeightMatch(network, renamedByOrder(layers, network));
        ordered.byOrder = true;
        return ordered.fits() ? ordered : named;
    }

    /** The arrays in the network's order, read from the file. */
    List<WeightArray> read(Path file) {
        var arrays = new ArrayList<WeightArray>();
        found.forEach((path, array) -> {
            float[] values = array.values().get();
            requireFinite(file, path, values);
            arrays.add(new WeightArray(path, array.dims(), values));
        });
        return arrays;
    }

    /** What a person should know of the way it fitted. */
    Map<String, String> facts() {
        var facts = new LinkedHashMap<String, String>();
        if (byOrder) {
            facts.put("matched", "by the order of layers: their names are numbered otherwise");
        }
        if (!network.head().isEmpty()) {
            boolean has = network.head().stream()
                    .anyMatch(layer -> found.keySet().stream().anyMatch(path -> path.startsWith(layer + "/")));
            facts.put("head", has ? "included" : "none: it starts from the seed");
        }
        if (!ignored.isEmpty()) {
            facts.put("ignored", String.join(", ", ignored));
        }
        return facts;
    }

    private void take(WeightSpec spec, StoredArray array) {
        if (array == null) {
            missing.add(spec.path());
        } else if (Arrays.equals(array.dims(), spec.dims())) {
            found.put(spec.path(), array);
        } else {
            misshapen.add(
                    spec.path() + " is " + WeightArray.shape(array.dims()) + ", not " + WeightArray.shape(spec.dims()));
        }
    }

    /** A head is taken whole or not at all. */
    private void settleHead() {
        for (String layer : network.head()) {
            boolean whole = missing.stream().noneMatch(path -> path.startsWith(layer + "/"))
                    && misshapen.stream().noneMatch(text -> text.startsWith(layer + "/"));
            if (!whole) {
                found.keySet().removeIf(path -> path.startsWith(layer + "/"));
                missing.removeIf(path -> path.startsWith(layer + "/"));
                ignored.addAll(misshapen.stream()
                        .filter(text -> text.startsWith(layer + "/"))
                        .toList());
                misshapen.removeIf(text -> text.startsWith(layer + "/"));
            }
        }
    }

    /** What follows the features in somebody else's model is theirs; all else must belong here. */
    private void leave(StoredLayer layer, StoredArray array) {
        boolean head = layer.kind() == LayerKind.DENSE && !network.head().isEmpty();
        (head ? ignored : extra).add(layer.path(array) + " " + WeightArray.shape(array.dims()));
    }

    private boolean fits() {
        return missing.isEmpty() && extra.isEmpty() && misshapen.isEmpty();
    }

    private String differences() {
        return String.join("; ", parts(NAMED));
    }

    private List<String> parts(int named) {
        var parts = new ArrayList<String>();
        part(parts, " missing", missing, named);
        part(parts, " extra", extra, named);
        part(parts, " of another shape", misshapen, named);
        return parts;
    }

    private static void part(List<String> parts, String what, List<String> names, int named) {
        if (!names.isEmpty()) {
            String first = names.stream().limit(named).collect(Collectors.joining(", "));
            int more = names.size() - Math.min(named, names.size());
            parts.add(names.size() + what + " (" + first + (more > 0 ? " and " + more + " more" : "") + ")");
        }
    }

    /** Keras numbers a layer that got no name of its own: normalization_1 is the one normalization all the same. */
    private static List<StoredLayer> withUsualNames(List<StoredLayer> layers, Network network) {
        Map<LayerKind, List<String>> wanted = names(network);
        Map<LayerKind, List<StoredLayer>> stored = byKind(layers);
        var only = new LinkedHashMap<StoredLayer, String>();
        for (LayerKind kind : List.of(LayerKind.NORMALIZATION, LayerKind.DENSE)) {
            List<String> names = wanted.getOrDefault(kind, List.of());
            List<StoredLayer> candidates = stored.getOrDefault(kind, List.of());
            if (names.size() == 1 && candidates.size() == 1) {
                only.put(candidates.get(0), names.get(0));
            }
        }
        return layers.stream()
                .map(layer -> only.containsKey(layer) ? layer.renamed(only.get(layer)) : layer)
                .toList();
    }

    private static List<StoredLayer> renamedByOrder(List<StoredLayer> layers, Network network) {
        Map<LayerKind, List<String>> wanted = names(network);
        var next = new EnumMap<LayerKind, Integer>(LayerKind.class);
        var renamed = new ArrayList<StoredLayer>();
        for (StoredLayer layer : layers) {
            List<String> names = wanted.getOrDefault(layer.kind(), List.of());
            int place = next.merge(layer.kind(), 1, Integer::sum) - 1;
            renamed.add(place < names.size() ? layer.renamed(names.get(place)) : layer);
        }
        return renamed;
    }

    private static Map<LayerKind, List<StoredLayer>> byKind(List<StoredLayer> layers) {
        return layers.stream().collect(Collectors.groupingBy(StoredLayer::kind));
    }

    /** The network's layers of each kind, in order. */
    private static Map<LayerKind, List<String>> names(Network network) {
        var layers = new LinkedHashMap<String, List<WeightSpec>>();
        network.weights().forEach(spec -> layers.computeIfAbsent(spec.layer(), name -> new ArrayList<>())
                .add(spec));
        var names = new EnumMap<LayerKind, List<String>>(LayerKind.class);
        layers.forEach((layer, specs) -> {
            var inside = specs.stream().map(WeightSpec::name).toList();
            var dims = specs.stream().map(WeightSpec::dims).toList();
            names.computeIfAbsent(LayerKind.of(layer, inside, dims), kind -> new ArrayList<>())
                    .add(layer);
        });
        return names;
    }

    private static void requireFinite(Path file, String path, float[] values) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw Fault.data(file + ": " + path + " holds " + value + "; these weights are spoilt, take others");
            }
        }
    }
}
