package dev.sulcus.workflow;

import dev.sulcus.training.TrainingResources;
import java.nio.file.Path;
import java.util.List;

/**
 * Files that are to be explained.
 *
 * @param run folder of a run, or of a saved model
 * @param inputs files and folders
 * @param out folder of the pictures and the page; null for {@code explained} in the run's folder
 * @param truth what is known about made-up slices among the files; null for none
 * @param resources what it may use of the machine
 */
public record ExplainConfig(Path run, List<Path> inputs, Path out, Path truth, TrainingResources resources) {
    /** Copies the list. */
    public ExplainConfig {
        inputs = List.copyOf(inputs);
    }
}
