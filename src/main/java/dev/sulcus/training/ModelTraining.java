package dev.sulcus.training;

import dev.sulcus.device.ReplicaDevices;
import dev.sulcus.model.LogisticConfig;
import dev.sulcus.model.WeightSpec;
import dev.sulcus.training.TrainingResult.End;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.tensorflow.Result;
import org.tensorflow.types.TFloat32;

/**
 * Trains any network by its plan: by steps, in one stage or two, or by a solver. Whoever wants a model calls this; what
 * lies behind depends on the plan. Stateless, thread-safe.
 */
public final class ModelTraining {
    private static final String HEAD_FOLDER = "head";

    private ModelTraining() {}

    /**
     * Says before any work, and before anything is written, what would stop it.
     *
     * @throws dev.sulcus.fault.Fault of kind usage when a setting does not apply to the network, of kind device when there
     *     are fewer GPUs than replicas, of kind memory when the data can't fit
     */
    public static void requirePossible(TrainingPlan plan, TrainingResources resources) {
        if (plan.network() instanceof LogisticConfig) {
            LogisticLimits.requireNothingElse(plan);
            LogisticLimits.requireRoom(plan, resources);
        }
        ReplicaDevices.of(resources.session(), plan.training().replicas());
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
        return plan.head() == null ? train(plan, resources, listener, stop) : inTwo(plan, resources, listener, stop);
    }

    /** The head on features of the frozen base; then, with its weights, what the plan unfreezes. */
    private static TrainingResult inTwo(
            TrainingPlan plan, TrainingResources resources, TrainingListener listener, BooleanSupplier stop) {
        TrainingPlan first = plan.headStage(plan.checkpoints().resolve(HEAD_FOLDER));
        listener.stage(EpochRecord.HEAD, first.training().epochs());
        TrainingResult head = train(first, resources, listener, stop);
        List<EpochRecord> before = inStage(head.history(), EpochRecord.HEAD, 0);
        if (head.end() == End.INTERRUPTED) {
            return head.within(before, 0);
        }
        TrainingPlan second;
        List<String> notes = head.notes();
        try (head) {
            second = plan.from(arrays(plan.network().build(plan.pixels()).weights(), head.weights()));
        }
        listener.stage(EpochRecord.MAIN, second.training().epochs());
        TrainingResult main = train(second, resources, listener, stop);
        var history = new ArrayList<>(before);
        history.addAll(inStage(main.history(), EpochRecord.MAIN, before.size()));
        return main.within(history, before.size()).with(notes);
    }

    private static TrainingResult train(
            TrainingPlan plan, TrainingResources resources, TrainingListener listener, BooleanSupplier stop) {
        return new MemoryRetreat(plan, resources, listener, stop).run();
    }

    private static List<EpochRecord> inStage(List<EpochRecord> history, String stage, int before) {
        return history.stream().map(epoch -> epoch.in(stage, before)).toList();
    }

    /** A copy on the Java heap, 4 bytes a number: on purpose, so that the first stage's session can go. */
    private static Map<String, float[]> arrays(List<WeightSpec> specs, Result weights) {
        var arrays = new HashMap<String, float[]>();
        for (int i = 0; i < specs.size(); i++) {
            float[] values = new float[Math.toIntExact(specs.get(i).count())];
            ((TFloat32) weights.get(i)).asRawTensor().data().asFloats().read(values);
            arrays.put(specs.get(i).path(), values);
        }
        return arrays;
    }
}
