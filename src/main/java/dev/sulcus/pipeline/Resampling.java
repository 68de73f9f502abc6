package dev.sulcus.pipeline;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How pixels become fewer or more. The choice travels with the weights: they have seen those pixels. */
public enum Resampling {
    /** OpenCV's area averaging when shrinking, bilinear when enlarging: fast and free of aliasing. */
    @JsonProperty("area")
    AREA,
    /** OpenCV's bilinear interpolation, shrinking or enlarging: it skips pixels when it shrinks, and so aliases. */
    @JsonProperty("linear")
    LINEAR,
    /** Pillow's NEAREST, Keras' default when reading folders. */
    @JsonProperty("nearest")
    NEAREST,
    /** Pillow's antialiased BILINEAR, equal to the last bit. */
    @JsonProperty("pillow-bilinear")
    PILLOW_BILINEAR;
}
