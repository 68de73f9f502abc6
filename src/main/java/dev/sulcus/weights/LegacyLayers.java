package dev.sulcus.weights;

import io.jhdf.api.Attribute;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * Keras' older layout: the attribute {@code layer_names} of the root lists groups, the attribute {@code weight_names} of
 * each lists its arrays, as in {@code stem_conv/kernel:0}. A model inside a model is one group; the names tell its
 * layers apart.
 */
final class LegacyLayers {
    private static final String LAYERS = "layer_names";
    private static final String WEIGHTS = "weight_names";

    private LegacyLayers() {}

    static boolean areIn(Group root) {
        return root.getAttribute(LAYERS) != null || root.getAttribute(LAYERS + 0) != null;
    }

    static List<StoredLayer> read(Group root, BiFunction<String, Node, StoredArray> arrays) {
        var layers = new LinkedHashMap<String, List<StoredArray>>();
        for (String layer : strings(root, LAYERS)) {
            Group group = (Group) root.getByPath(layer);
            for (String weight : strings(group, WEIGHTS)) {
                String path = plain(layer, weight);
                int slash = path.lastIndexOf('/');
                StoredArray array = arrays.apply(path.substring(slash + 1), group.getByPath(weight));
                layers.computeIfAbsent(path.substring(0, slash), name -> new ArrayList<>())
                        .add(array);
            }
        }
        return layers.entrySet().stream().map(LegacyLayers::layer).toList();
    }

    private static StoredLayer layer(Map.Entry<String, List<StoredArray>> entry) {
        List<StoredArray> arrays = entry.getValue();
        var names = arrays.stream().map(StoredArray::name).toList();
        var dims = arrays.stream().map(StoredArray::dims).toList();
        return new StoredLayer(entry.getKey(), LayerKind.of(entry.getKey(), names, dims), arrays);
    }

    /** "sequential/conv2d/kernel:0" is "conv2d/kernel"; a name without a layer belongs to the group's. */
    private static String plain(String layer, String weight) {
        String[] parts = weight.replaceFirst(":[0-9]+$", "").split("/");
        String name = parts[parts.length - 1];
        String owner = parts.length > 1 ? parts[parts.length - 2] : layer.substring(layer.lastIndexOf('/') + 1);
        return owner + "/" + (name.equals("depthwise_kernel") ? "kernel" : name);
    }

    /** A list too long for one attribute is cut into {@code name0}, {@code name1} and so on. */
    private static List<String> strings(Group group, String name) {
        if (group.getAttribute(name) != null) {
            return strings(group.getAttribute(name));
        }
        var all = new ArrayList<String>();
        for (int i = 0; group.getAttribute(name + i) != null; i++) {
            all.addAll(strings(group.getAttribute(name + i)));
        }
        return all;
    }

    /** An empty list is written as an empty list of numbers. */
    private static List<String> strings(Attribute attribute) {
        if (attribute.isEmpty()) {
            return List.of();
        }
        return attribute.getData() instanceof String[] strings
                ? List.of(strings)
                : List.of(String.valueOf(attribute.getData()));
    }
}
