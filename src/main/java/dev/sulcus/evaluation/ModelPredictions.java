package dev.sulcus.evaluation;

import dev.sulcus.fault.Fault;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What one model said of a set of scans, to be compared. Immutable.
 *
 * @param name of the model, as tables show it
 * @param predictions one per scan, in any order
 */
public record ModelPredictions(String name, List<Prediction> predictions) {
    /**
     * Copies the list.
     *
     * @throws Fault of kind data when a path is there twice
     */
    public ModelPredictions {
        predictions = List.copyOf(predictions);
        Set<String> paths = new HashSet<>();
        for (Prediction prediction : predictions) {
            if (!paths.add(prediction.path())) {
                throw Fault.data(
                        "the predictions of " + name + " hold " + prediction.path() + " twice; judge the model again");
            }
        }
    }

    /** Out-of-fold predictions, called at the thresholds chosen for the folds. */
    public static ModelPredictions ofFolds(String name, List<FoldPrediction> predictions) {
        return new ModelPredictions(
                name, predictions.stream().map(FoldPrediction::prediction).toList());
    }
}
