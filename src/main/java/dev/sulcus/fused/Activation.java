package dev.sulcus.fused;

/** What is applied to a sum before it is written. */
public enum Activation {
    /** The sum itself. */
    NONE,
    /** max(0, x). */
    RELU,
    /** x · sigmoid(x). */
    SWISH,
    /** 1 / (1 + exp(-x)). */
    SIGMOID
}
