package dev.sulcus.model;

/** How a weight begins. */
public enum Initializer {
    /** Uniform in ±√(6 / (fan in + fan out)), Keras' default for kernels (Glorot and Bengio 2010). */
    GLOROT_UNIFORM,
    /**
     * Normal with variance 2 / fan out, cut off at two deviations and widened by 1 / 0.87962566 to have that variance
     * all the same: Keras' VarianceScaling(2, fan_out, truncated_normal), EfficientNet's for convolutions.
     */
    FAN_OUT_NORMAL,
    /** Zeros, Keras' default for biases. */
    ZEROS,
    /** Ones. */
    ONES,
    /** ImageNet's mean of R, G and B: 0.485, 0.456, 0.406. */
    IMAGENET_MEAN,
    /** ImageNet's variance of R, G and B: 0.229², 0.224², 0.225². */
    IMAGENET_VARIANCE
}
