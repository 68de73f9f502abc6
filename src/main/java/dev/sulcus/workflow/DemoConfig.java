package dev.sulcus.workflow;

import dev.sulcus.fault.Fault;
import dev.sulcus.training.TrainingResources;
import java.nio.file.Path;

/**
 * A demonstration.
 *
 * @param out its folder: data, exploration, run and worklist; one that an earlier demonstration left is replaced
 * @param count made-up slices to train on, 40 to 5000
 * @param seed of slices and training
 * @param recipe how to train
 * @param trainOptions the options of {@code train} that give this recipe, as one types them; printed, never parsed
 * @param resources what it may use of the machine
 */
public record DemoConfig(
        Path out, int count, long seed, Recipe recipe, String trainOptions, TrainingResources resources) {
    /** Checks the range. */
    public DemoConfig {
        if (count < 40 || count > 5000) {
            throw Fault.usage("count is " + count + " slices; it must be 40 to 5000");
        }
    }
}
