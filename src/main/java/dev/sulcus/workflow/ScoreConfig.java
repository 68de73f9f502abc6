package dev.sulcus.workflow;

import dev.sulcus.device.ScoringEngine;
import dev.sulcus.model.Views;
import dev.sulcus.resident.DecoderChoice;
import dev.sulcus.training.TrainingResources;
import java.nio.file.Path;
import java.util.List;

/**
 * Files that are to be scored.
 *
 * @param run folder of a run, or of a saved model
 * @param inputs files and folders
 * @param out the worklist
 * @param views which views of each scan the model sees
 * @param engine what computes; null takes the fused engine where it can run, and a function on a GPU
 * @param decoder who decodes JPEGs
 * @param resources what it may use of the machine
 */
public record ScoreConfig(
        Path run,
        List<Path> inputs,
        Path out,
        Views views,
        ScoringEngine engine,
        DecoderChoice decoder,
        TrainingResources resources) {
    /** Copies the list. */
    public ScoreConfig {
        inputs = List.copyOf(inputs);
    }
}
