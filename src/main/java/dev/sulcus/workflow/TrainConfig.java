package dev.sulcus.workflow;

import dev.sulcus.training.TrainingResources;
import java.nio.file.Path;

/**
 * A run that is to be started.
 *
 * @param data what to train on
 * @param out the run's folder; must not hold a run yet
 * @param recipe the resolved settings
 * @param resources what it may use of the machine
 */
public record TrainConfig(DataConfig data, Path out, Recipe recipe, TrainingResources resources) {}
