package dev.sulcus.workflow;

import dev.sulcus.evaluation.CrossValidationConfig;
import dev.sulcus.fault.Fault;
import dev.sulcus.training.TrainingResources;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A study that is to be started, or continued where it stood.
 *
 * @param data which scans
 * @param out the study's folder
 * @param protocol how it judges
 * @param models architectures, two or more, in the order of the tables
 * @param folds how the scans are parted; plays no part in the notebook's protocol
 * @param seed of the recipes
 * @param changes a user's JSON files with members of a recipe to change, by model
 * @param modelsFolder the folder models/
 * @param store the folder of stored weights
 * @param timing whether to measure how fast each model scores
 * @param resources what it may use of the machine
 */
public record StudyConfig(
        DataConfig data,
        Path out,
        StudyProtocol protocol,
        List<String> models,
        CrossValidationConfig folds,
        long seed,
        Map<String, Path> changes,
        Path modelsFolder,
        Path store,
        boolean timing,
        TrainingResources resources) {
    /** Copies the collections and checks the models. */
    public StudyConfig {
        models = List.copyOf(models);
        changes = Map.copyOf(changes);
        if (models.size() < 2 || models.stream().distinct().count() < models.size()) {
            throw Fault.usage("models is " + String.join(",", models) + "; name two or more, each once");
        }
        for (String model : changes.keySet()) {
            if (!models.contains(model)) {
                throw Fault.usage("there is a recipe for " + model + ", which is not among the models: "
                        + String.join(",", models));
            }
        }
    }
}
