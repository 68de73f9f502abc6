package dev.sulcus.device;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sulcus.fault.Fault;
import java.util.Locale;

/** In which numbers a network multiplies. Weights, sums of loss and statistics are float32 in each. */
public enum Precision {
    /** 24 bits of mantissa throughout. */
    @JsonProperty("float32")
    @JsonAlias("FLOAT32")
    FLOAT32,
    /** Products of large layers take bfloat16 (8 bits of mantissa, the exponent of float32) and sum in float32. */
    @JsonProperty("bfloat16")
    @JsonAlias("BFLOAT16")
    BFLOAT16,
    /**
     * The same with float16 (11 bits of mantissa, up to 65,504): gradients are scaled so that small ones don't vanish. For
     * training on a GPU; a CPU computes it slowly.
     */
    @JsonProperty("float16")
    @JsonAlias("FLOAT16")
    FLOAT16;

    /**
     * The precision that an option names.
     *
     * @throws Fault of kind usage when it names none
     */
    public static Precision parse(String name) {
        return switch (name) {
            case "float32" -> FLOAT32;
            case "bfloat16" -> BFLOAT16;
            case "float16" -> FLOAT16;
            default -> throw Fault.usage("--precision is '" + name + "'; it must be float32, bfloat16 or float16");
        };
    }

    /** As one types it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
