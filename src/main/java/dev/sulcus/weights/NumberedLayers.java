package dev.sulcus.weights;

import io.jhdf.api.Attribute;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * Keras 3's layout: {@code layers/conv2d_7/vars/0}, where the group is named for the layer's class and its place among
 * those of its class, and the arrays are numbered. Newer files give the layer's own name as an attribute; older ones
 * don't, and their layers are matched by order.
 */
final class NumberedLayers {
    private static final String VARIABLES = "vars";
    private static final int DEPTH = 16;

    private NumberedLayers() {}

    static List<StoredLayer> read(Group root, BiFunction<String, Node, StoredArray> arrays) {
        var layers = new ArrayList<StoredLayer>();
        collect(root, "", arrays, layers, 0);
        return layers;
    }

    private static void collect(
            Group group,
            String container,
            BiFunction<String, Node, StoredArray> arrays,
            List<StoredLayer> layers,
            int depth) {
        if (depth > DEPTH) {
            throw new IllegalStateException("groups lie more than " + DEPTH + " deep"); // a ring of links
        }
        if (group.getChild(VARIABLES) instanceof Group variables
                && !variables.getChildren().isEmpty()) {
            layers.add(layer(container, variables, arrays));
        }
        for (Map.Entry<String, Group> child : inOrder(group)) {
            collect(child.getValue(), child.getKey(), arrays, layers, depth + 1);
        }
    }

    private static StoredLayer layer(String container, Group variables, BiFunction<String, Node, StoredArray> arrays) {
        LayerKind kind = LayerKind.ofContainer(container);
        var found = new ArrayList<StoredArray>();
        for (int i = 0; i < variables.getChildren().size(); i++) {
            Node node = variables.getChild(Integer.toString(i));
            if (node == null) {
                throw new IllegalStateException(variables.getPath() + " has no variable " + i);
            }
            found.add(arrays.apply(kind.variable(i), node));
        }
        Attribute name = variables.getAttribute("name");
        return new StoredLayer(name == null ? container : String.valueOf(name.getData()), kind, found);
    }

    /** The groups below, without the optimizer's, conv2d_2 before conv2d_10. */
    private static List<Map.Entry<String, Group>> inOrder(Group group) {
        Stream<Map.Entry<String, Group>> groups = group.getChildren().entrySet().stream()
                .filter(child -> child.getValue() instanceof Group)
                .filter(child -> !List.of(VARIABLES, "optimizer").contains(child.getKey()))
                .map(child -> Map.entry(child.getKey(), (Group) child.getValue()));
        return groups.sorted(Comparator.comparingLong(child -> number(child.getKey())))
                .toList();
    }

    private static long number(String container) {
        String digits = container.replaceFirst("^.*?_?([0-9]{0,9})$", "$1");
        return digits.isEmpty() || !container.endsWith("_" + digits) ? 0 : Long.parseLong(digits);
    }
}
