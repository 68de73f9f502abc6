package dev.sulcus.model;

/** How a weight begins. */
public enum Initializer {
    /** Uniform in ±√(6 / (fan in + fan out)), Keras' default for kernels (Glorot and Bengio 2010). */
    GLOROT_UNIFORM,
    /** Zeros, Keras' default for biases. */
    ZEROS
}
