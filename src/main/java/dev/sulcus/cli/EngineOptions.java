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
                            + " the session that training validates with; auto: fused where it can (default:"
                            + " ${DEFAULT-VALUE}). The two agree to about 1e-6.")
    private String engine;

    @Option(
            names = "--precision",
            paramLabel = "NAME",
            defaultValue = "float32",
            description =
                    "Numbers of the fused engine: float32, or bfloat16, which is faster again on a CPU that has it"
                            + " and moves probabilities by up to about a hundredth: see bench score (default:"
                            + " ${DEFAULT-VALUE}).")
    private String precision;

    /** Null: whichever fits. */
    ScoringEngine engine() {
        ScoringEngine parsed = parse(engine);
        if (parsed == ScoringEngine.TENSORFLOW && precision() == Precision.BFLOAT16) {
            throw Fault.usage("--precision bfloat16 needs --engine fused; a saved model's session is float32");
        }
        return parsed;
    }

    static ScoringEngine parse(String name) {
        return switch (name) {
            case "auto" -> null;
            case "fused" -> ScoringEngine.FUSED;
            case "tensorflow" -> ScoringEngine.TENSORFLOW;
            default -> throw Fault.usage("--engine is '" + name + "'; it must be auto, fused or tensorflow");
        };
    }

    Precision precision() {
        Precision parsed = Precision.parse(precision);
        if (parsed == Precision.FLOAT16) {
            throw Fault.usage("--precision float16 is for training; a saved model is used in float32 or bfloat16");
        }
        return parsed;
    }
}
