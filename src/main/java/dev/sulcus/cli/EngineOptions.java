package dev.sulcus.cli;

import dev.sulcus.device.Precision;
import dev.sulcus.device.ScoringEngine;
import dev.sulcus.fault.Fault;
import picocli.CommandLine.Option;

/** What computes when a saved model is used, and in which numbers. */
final class EngineOptions {
    @Option(
            names = "--engine",
            paramLabel = "NAME",
            defaultValue = "auto",
            description =
                    "fused: oneDNN primitives with everything folded in, several times faster on a CPU; tensorflow:"
                            + " the session that training validates with; function: a TensorFlow function with everything"
                            + " folded in, on the CPU or a GPU; auto: fused where it can, on a GPU function (default:"
                            + " ${DEFAULT-VALUE}). They agree to about 1e-6.")
    private String engine;

    @Option(
            names = "--precision",
            paramLabel = "NAME",
            defaultValue = "float32",
            description =
                    "Numbers of the fused engine or the function: float32, or bfloat16, which is faster again on a CPU"
                            + " that has it and moves probabilities by up to about a hundredth: see bench score; a function"
                            + " takes float16 too (default: ${DEFAULT-VALUE}).")
    private String precision;

    /** Null: whichever fits. */
    ScoringEngine engine() {
        ScoringEngine parsed = parse(engine);
        if (parsed == ScoringEngine.TENSORFLOW && precision() != Precision.FLOAT32) {
            throw Fault.usage("--precision " + precision + " needs --engine fused; a saved model's session is float32");
        }
        if (parsed == ScoringEngine.FUSED && precision() == Precision.FLOAT16) {
            throw Fault.usage("--precision float16 needs --engine function; the fused engine has float32 and bfloat16");
        }
        return parsed;
    }

    static ScoringEngine parse(String name) {
        return switch (name) {
            case "auto" -> null;
            case "fused" -> ScoringEngine.FUSED;
            case "tensorflow" -> ScoringEngine.TENSORFLOW;
            case "function" -> ScoringEngine.FUNCTION;
            default -> throw Fault.usage("--engine is '" + name + "'; it must be auto, fused, tensorflow or function");
        };
    }

    Precision precision() {
        return Precision.parse(precision);
    }
}
