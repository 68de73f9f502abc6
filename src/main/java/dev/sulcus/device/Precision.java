package dev.sulcus.device;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;

/** In which numbers a network multiplies. Weights, sums of loss and statistics are float32 in each. */
public enum Precision {
    /** 24 bits of mantissa throughout. */
    @JsonProperty("float32")
    @JsonAlias("FLOAT32")
    FLOAT32,
    /** Products of large layers take bfloat16 (8 bits of mantissa, the exponent of float32) and sum in float32. */
    @JsonProperty("bfloat16")
    @JsonAlias("BFLOAT16")
    BFLOAT16
}
