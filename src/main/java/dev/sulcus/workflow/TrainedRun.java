package dev.sulcus.workflow;

import dev.sulcus.model.ModelBundle;
import dev.sulcus.training.EpochRecord;
import java.util.List;

/**
 * What {@link RunTraining} leaves: the weights are on disk already.
 *
 * @param model the final one; null when training was interrupted
 * @param history the finished epochs
 * @param bestEpoch whose weights were kept; 0 when they are the last epoch's
 * @param outcome what run.json says of it
 */
record TrainedRun(ModelBundle model, List<EpochRecord> history, int bestEpoch, RunSpec.Outcome outcome) {
    /** Whether it stopped before its end and can be continued. */
    boolean interrupted() {
        return model == null;
    }
}
