package dev.sulcus.device;

/** In which numbers a network multiplies. Weights, sums of loss and statistics are float32 in each. */
public enum Precision {
    /** 24 bits of mantissa throughout. */
    FLOAT32,
    /** Products of large layers take bfloat16 (8 bits of mantissa, the exponent of float32) and sum in float32. */
    BFLOAT16
}
