package dev.sulcus.weights;

import java.util.List;
import java.util.Map;

/** An open file of weights, its names and shapes read, its numbers not yet. Not thread-safe; the opener closes it. */
interface StoredWeights extends AutoCloseable {
    /** How the file is laid out. */
    Layout layout();

    /** What the file says about itself; empty when it says nothing. */
    Map<String, String> facts();

    /** Its layers, in its order. */
    List<StoredLayer> layers();

    @Override
    void close();
}
