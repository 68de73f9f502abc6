package dev.sulcus.weights;

import java.util.List;

/**
 * One layer as it lies in an open file.
 *
 * @param name as the file calls it
 * @param kind what it is, so that layers can be matched by their order where names were numbered otherwise
 * @param arrays in the file's order, never empty
 */
record StoredLayer(String name, LayerKind kind, List<StoredArray> arrays) {
    StoredLayer renamed(String other) {
        return new StoredLayer(other, kind, arrays);
    }

    String path(StoredArray array) {
        return name + "/" + array.name();
    }
}
