package dev.sulcus.training;

import dev.sulcus.model.LogisticConfig;
import java.util.function.BooleanSupplier;

/**
 * Trains any network by its plan: by steps, in one stage or two, or by a solver. Whoever wants a model calls this; what
 * lies behind depends on the plan. Stateless, thread-safe.
 */
public final class ModelTraining {
    private ModelTraining() {}

    /**
     * Says before any work, and before anything is written, what would stop it.
     *
     * @throws dev.sulcus.fault.Fault of kind usage when a setting does not apply to the network, of kind memory when the
     *     data can't fit
     */
    public static void requirePossible(TrainingPlan plan, TrainingResources resources) {
        if (plan.network() instanceof LogisticConfig) {
            LogisticLimits.requireNothingElse(plan);
            LogisticLimits.requireRoom(plan, resources);
        }
    }

    /**
     * Trains to the end, or until {@code stop} says so; continues from the plan's checkpoints when there are any.
     *
     * @param stop asked after every step; true finishes the step and leaves a checkpoint
     * @return the weights and how they came about; the caller closes it
     * @throws dev.sulcus.fault.Fault of kind data when a scan can't be read any more or a checkpoint belongs to other
     *     settings, of kind memory when it does not fit
     */
    public static TrainingResult run(
            TrainingPlan plan, TrainingResources resources, TrainingListener listener, BooleanSupplier stop) {
        requirePossible(plan, resources);
        if (plan.network() instanceof LogisticConfig) {
            return LogisticTrainer.run(plan, resources, listener, stop);
        }
        try (var trainer = new Trainer(plan, resources, listener)) {
            return trainer.run(stop);
        }
    }
}
