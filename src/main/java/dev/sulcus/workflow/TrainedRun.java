package dev.sulcus.workflow;

import dev.sulcus.model.ModelBundle;
import dev.sulcus.training.EpochRecord;
import dev.sulcus.training.TrainingResult.End;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What {@link RunTraining} leaves: the weights are on disk already.
 *
 * @param model the final one; null when training was interrupted
 * @param history the finished epochs
 * @param bestEpoch whose weights were kept; 0 when they are the last epoch's
 * @param outcome what run.json says of it
 * @param notes what was done otherwise than asked
 */
record TrainedRun(
        ModelBundle model, List<EpochRecord> history, int bestEpoch, RunSpec.Outcome outcome, List<String> notes) {
    /** Whether it stopped before its end and can be continued. */
    boolean interrupted() {
        return model == null;
    }

    /** What a reader should know of how it ended. */
    List<String> warnings(Recipe recipe) {
        var warnings = new ArrayList<>(notes);
        if (outcome.skippedSteps() > 0) {
            warnings.add(
                    outcome.skippedSteps() + " steps changed nothing, for a gradient was not finite in float16; a few"
                            + " are how the scale of the loss is found, many are a reason to train in bfloat16");
        }
        String converged = End.CONVERGED.name().toLowerCase(Locale.ROOT);
        if (recipe.solved() && !outcome.end().equals(converged)) {
            warnings.add("the solver did not reach its tolerance in " + history.size()
                    + " iterations; raise network.maxIterations or network.tolerance in the recipe");
        }
        return warnings;
    }
}
