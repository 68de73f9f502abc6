package dev.sulcus.workflow;

import dev.sulcus.training.TrainingResources;
import java.nio.file.Path;
import java.util.List;

/**
 * A pretraining that is to be started.
 *
 * @param data what to learn from; its negative classes hold the healthy heads, each other class one kind of tumour
 * @param exclude folders of which nothing may be learnt, each with one sub-folder per class
 * @param out the run's folder; must not hold a run yet
 * @param recipe the resolved settings
 * @param resources what it may use of the machine
 */
public record PretrainConfig(
        DataConfig data, List<Path> exclude, Path out, PretrainRecipe recipe, TrainingResources resources) {
    /** Copies the list. */
    public PretrainConfig {
        exclude = List.copyOf(exclude);
    }
}
