package dev.sulcus.workflow;

import dev.sulcus.fault.Fault;
import dev.sulcus.model.LogisticConfig;
import dev.sulcus.training.EarlyStoppingConfig;
import dev.sulcus.training.HeadStageConfig;
import dev.sulcus.training.Monitor;
import dev.sulcus.training.PlateauConfig;
import dev.sulcus.training.TrainingConfig;

/** Which settings of a recipe watch scans that are not learnt from. Stateless, thread-safe. */
final class Watching {
    private Watching() {}

    /**
     * Refuses a recipe that could not be trained on all scans of the training folds, for want of scans to watch.
     *
     * @throws Fault of kind usage, naming the setting that watches
     */
    static void requireNone(Recipe recipe) {
        if (recipe.network() instanceof LogisticConfig) {
            return; // a solver runs to its end whatever it sees
        }
        TrainingConfig training = recipe.training();
        EarlyStoppingConfig stopping = training.earlyStopping();
        if (watches(stopping.monitor()) && (stopping.restoreBest() || stopping.patience() < training.epochs())) {
            throw Fault.usage("without tuning parts nothing is left for early stopping to watch; give each fold a fit"
                    + " with a tuning part (--fits 1), or a recipe with a fixed number of epochs"
                    + " (earlyStopping.restoreBest false and patience " + training.epochs() + ")");
        }
        HeadStageConfig head = recipe.head();
        if (head != null && watches(stopping.monitor()) && head.patience() < head.epochs()) {
            throw Fault.usage(
                    "without tuning parts nothing is left for the head stage to watch; give each fold a fit with"
                            + " a tuning part (--fits 1), or set head.patience to " + head.epochs());
        }
        PlateauConfig plateau = training.plateau();
        if (watches(plateau.monitor()) && plateau.patience() < training.epochs()) {
            throw Fault.usage("without tuning parts nothing is left for plateau to watch; give each fold a fit with a"
                    + " tuning part (--fits 1), or set plateau.monitor to loss, or its patience to "
                    + training.epochs());
        }
    }

    private static boolean watches(Monitor monitor) {
        return monitor != Monitor.LOSS && monitor != Monitor.ACCURACY;
    }
}
