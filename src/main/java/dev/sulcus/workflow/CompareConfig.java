package dev.sulcus.workflow;

import dev.sulcus.fault.Fault;
import dev.sulcus.training.TrainingResources;
import java.nio.file.Path;
import java.util.List;

/**
 * Runs that are to be compared.
 *
 * @param runs their folders, two or more; single runs or cross-validations, all finished and of the same scans
 * @param out folder for compare.json and compare.html; null to write nothing
 * @param timing whether to measure how fast each scores
 * @param resources what it may use of the machine
 */
public record CompareConfig(List<Path> runs, Path out, boolean timing, TrainingResources resources) {
    /** Copies the list. */
    public CompareConfig {
        runs = List.copyOf(runs);
        if (runs.size() < 2) {
            throw Fault.usage("there is " + runs.size() + " run to compare; name two or more");
        }
    }
}
