package dev.sulcus.workflow;

import dev.sulcus.dataset.Dataset;
import dev.sulcus.dataset.Split;
import dev.sulcus.dataset.SplitPart;
import dev.sulcus.model.ModelBundle;
import dev.sulcus.model.ModelSpec;
import dev.sulcus.training.HistoryCsv;
import dev.sulcus.training.ModelTraining;
import dev.sulcus.training.TrainingListener;
import dev.sulcus.training.TrainingPlan;
import dev.sulcus.training.TrainingResources;
import dev.sulcus.training.TrainingResult;
import dev.sulcus.training.TrainingResult.End;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * From a run's settings and its two parts of the scans to a saved model: the same for a run of its own and for each fold
 * of a cross-validation. It knows no scans but the learnt and the watched ones: those that a fold's model will be tested on
 * are out of its reach.
 *
 * @param folder where checkpoints, history and model go
 * @param learnt the scans to learn from
 * @param watched the scans that choose the epoch; may be empty where the recipe watches none
 * @param start weights to begin with, by path; those it lacks are drawn from the seed
 * @param resources what it may use of the machine
 */
record RunTraining(
        RunFolder folder,
        SplitPart learnt,
        SplitPart watched,
        Map<String, float[]> start,
        TrainingResources resources) {
    /** Of the two parts of a split. */
    static RunTraining of(
            RunFolder folder, Dataset data, Split split, Map<String, float[]> start, TrainingResources resources) {
        return new RunTraining(
                folder, SplitPart.of(data, split.training()), SplitPart.of(data, split.validation()), start, resources);
    }

    /**
     * Trains, from the folder's checkpoints when there are any, and writes history and model.
     *
     * @param stop asked after every step; true finishes the step and leaves a checkpoint
     */
    TrainedRun train(RunSpec run, TrainingListener listener, BooleanSupplier stop) {
        try (TrainingResult result = ModelTraining.run(plan(run.recipe()), resources, listener, stop)) {
            HistoryCsv.write(folder.history(), result.history());
            ModelBundle model = result.end() == End.INTERRUPTED ? null : save(run, result);
            return new TrainedRun(
                    model, result.history(), result.bestEpoch(), RunSpec.Outcome.of(result), result.notes());
        }
    }

    /** Everything that the training depends on. */
    TrainingPlan plan(Recipe recipe) {
        return new TrainingPlan(
                recipe.pixels(),
                recipe.network(),
                recipe.head(),
                recipe.training(),
                learnt,
                watched,
                start,
                folder.checkpoints());
    }

    /**
     * Says before anything is written that the training can't be done.
     *
     * @throws dev.sulcus.fault.Fault of kind memory when the scans don't fit
     */
    void requirePossible(Recipe recipe) {
        ModelTraining.requirePossible(plan(recipe), resources);
    }

    private ModelBundle save(RunSpec run, TrainingResult result) {
        Recipe recipe = run.recipe();
        var spec = new ModelSpec(
                ModelSpec.SCHEMA,
                recipe.model(),
                recipe.network(),
                run.parameters(),
                recipe.pixels(),
                ModelSpec.INPUT,
                ModelSpec.OUTPUT,
                run.data().negative(),
                run.data().positive(),
                recipe.threshold(),
                new TreeMap<>(Map.of(
                        "dataFingerprint", run.data().fingerprint(),
                        "splitHash", run.data().splitHash(),
                        "seed", String.valueOf(recipe.training().seed()),
                        "sulcus", run.versions().sulcus() + " " + run.versions().revision(),
                        "tensorflow", run.versions().tensorflow(),
                        "device", run.device(),
                        "use", "research only, not for clinical use")));
        return result.save(folder.model(), spec);
    }
}
