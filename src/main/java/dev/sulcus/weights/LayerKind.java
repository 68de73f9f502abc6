package dev.sulcus.weights;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Kinds of Keras layers that hold weights, with the names of their variables in the order Keras 3 numbers them. */
enum LayerKind {
    CONV2D("kernel", "bias"),
    DEPTHWISE_CONV2D("kernel", "bias"),
    BATCH_NORMALIZATION("gamma", "beta", "moving_mean", "moving_variance"),
    NORMALIZATION("mean", "variance", "count"),
    DENSE("kernel", "bias"),
    OTHER;

    private final List<String> variables;

    LayerKind(String... variables) {
        this.variables = List.of(variables);
    }

    /** The kind that Keras 3's {@code depthwise_conv2d_7} stands for. */
    static LayerKind ofContainer(String container) {
        String type = container.replaceFirst("_[0-9]+$", "").toUpperCase(Locale.ROOT);
        return Stream.of(values())
                .filter(kind -> kind.name().equals(type))
                .findFirst()
                .orElse(OTHER);
    }

    /** The kind of a layer that says only what it holds. */
    static LayerKind of(String layer, List<String> names, List<long[]> dims) {
        if (names.contains("gamma")) {
            return BATCH_NORMALIZATION;
        }
        if (names.contains("variance")) {
            return NORMALIZATION;
        }
        int kernel = names.indexOf("kernel");
        int rank = kernel < 0 ? 0 : dims.get(kernel).length;
        if (rank == 2) {
            return DENSE;
        }
        boolean depthwise = layer.contains("dwconv") || layer.contains("depthwise");
        return rank != 4 ? OTHER : depthwise ? DEPTHWISE_CONV2D : CONV2D;
    }

    /** The name of the variable that Keras 3 writes as {@code index}. */
    String variable(int index) {
        return index < variables.size() ? variables.get(index) : Integer.toString(index);
    }
}
