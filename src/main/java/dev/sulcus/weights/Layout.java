package dev.sulcus.weights;

/** How a file of weights is laid out; told from its content, never from its name. */
public enum Layout {
    /** Keras' HDF5 with one group per layer: what is published, and what {@code save_weights("x.h5")} writes. */
    KERAS_H5("Keras HDF5, a group per layer"),
    /** Keras 3's {@code save_weights("x.weights.h5")}. */
    KERAS_WEIGHTS_H5("Keras 3 HDF5, numbered variables"),
    /** An eight-byte length, a JSON header, raw little-endian numbers. */
    SAFETENSORS("safetensors"),
    /** The variables of a SavedModel: a run of Sulcus. */
    SAVED_MODEL("SavedModel");

    private final String words;

    Layout(String words) {
        this.words = words;
    }

    /** The layout as a person calls it. */
    public String words() {
        return words;
    }

    /** Whether Keras wrote it, and the variance slot may hold the deviation. */
    boolean isKeras() {
        return this == KERAS_H5 || this == KERAS_WEIGHTS_H5;
    }
}
