package dev.sulcus.workflow;

import dev.sulcus.device.ScoringEngine;
import dev.sulcus.fault.Fault;
import java.nio.file.Path;

/**
 * What scores in a measurement: a run, or an architecture with the weights that training would begin with.
 *
 * @param run a run's folder; null for an architecture
 * @param recipe its pixels and shape; null for a run
 * @param models the folder models/, with shipped weights
 * @param store the folder of pulled weights
 * @param engine what computes; null takes the fused engine where it can run
 */
public record BenchModelConfig(Path run, Recipe recipe, Path models, Path store, ScoringEngine engine) {
    /** Wants one of the two. */
    public BenchModelConfig {
        if ((run == null) == (recipe == null)) {
            throw Fault.usage("name what scores: a RUN, or --model NAME, not both");
        }
    }
}
