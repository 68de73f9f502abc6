package dev.sulcus.training;

import dev.sulcus.device.TensorFlowFaults;
import dev.sulcus.fault.Fault;
import dev.sulcus.training.EntryConfig.Way;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Trains by a plan, and gives way step by step where the device runs out of memory. First what changes no result: pictures
 * that live on the device stream instead, from the last checkpoint on. Then, while no epoch is done, the run begins anew
 * with half the batch: its result is that of a run that was asked for with it. Once an epoch is done the batch has
 * fitted, and somebody else took the memory: one more try from the last checkpoint, then a fault that says how to go on.
 * Used by one thread, once.
 */
final class MemoryRetreat {
    private final TrainingListener listener;
    private final BooleanSupplier stop;
    private final int asked;
    private final List<String> notes = new ArrayList<>();
    private TrainingPlan plan;
    private TrainingResources resources;
    private boolean triedAgain;

    MemoryRetreat(TrainingPlan plan, TrainingResources resources, TrainingListener listener, BooleanSupplier stop) {
        this.resources = resources;
        this.listener = listener;
        this.stop = stop;
        asked = plan.training().batchSize();
        ReducedBatch reduced = ReducedBatch.read(plan.checkpoints(), asked);
        this.plan = reduced == null ? plan : plan.withBatchSize(reduced.batchSize());
    }

    /**
     * Trains to the end, or until it is asked to stop.
     *
     * @throws Fault of kind memory when there is no way left to give, else as {@link Trainer#run}
     */
    TrainingResult run() {
        while (true) {
            Attempt attempt = attempt();
            if (attempt.failure == null) {
                ReducedBatch reduced = ReducedBatch.read(plan.checkpoints(), asked);
                if (reduced != null) {
                    notes.add(reduced.sentence());
                }
                return attempt.result.with(notes);
            }
            giveWay(attempt);
        }
    }

    /** The trainer and all its memory are gone when this returns. */
    private Attempt attempt() {
        int epochs = 0;
        try (var trainer = new Trainer(plan, resources, listener)) {
            try {
                return new Attempt(trainer.run(stop), null, 0);
            } catch (Fault e) {
                epochs = trainer.epochsDone();
                throw e;
            }
        } catch (Fault e) {
            if (!TensorFlowFaults.outOfMemory(e) || plan.lesions() != null) {
                throw e;
            }
            return new Attempt(null, e, epochs);
        }
    }

    private void giveWay(Attempt attempt) {
        int batch = plan.training().batchSize();
        if (FeedingPlan.of(plan, resources).entry().way() == Way.RESIDENT) {
            resources = resources.with(resources.feeding().streamed());
            tell("out of memory on the device: its pictures stream from here on; the result is the same");
        } else if (attempt.epochs > 0) {
            if (triedAgain) {
                throw Fault.memory(
                        attempt.failure.getMessage() + "; epoch " + attempt.epochs + " is done, so a batch of "
                                + batch
                                + " fits when nothing else takes the device's memory: free it and continue with --resume",
                        attempt.failure);
            }
            triedAgain = true;
            listener.retreat("out of memory on the device after epoch " + attempt.epochs
                    + ": trying again from the last checkpoint; the result is the same");
        } else if (batch > 1) {
            begin(batch / 2);
        } else {
            throw attempt.failure;
        }
    }

    private void begin(int batch) {
        new Checkpoints(plan.checkpoints()).forget();
        new ReducedBatch(asked, batch).write(plan.checkpoints());
        listener.retreat("out of memory on the device: beginning anew with " + batch + " pictures in a batch, not "
                + plan.training().batchSize());
        plan = plan.withBatchSize(batch);
    }

    private void tell(String note) {
        notes.add(note);
        listener.retreat(note);
    }

    /** How one went: a result, or a failure after so many epochs. */
    private record Attempt(TrainingResult result, Fault failure, int epochs) {}
}
