package dev.sulcus.training;

import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.types.TFloat32;

/**
 * One optimizer step in a graph: what it is fed, what it minimises, what it changes. Owns the scalars that it feeds; not
 * thread-safe.
 *
 * @param pictures where its pictures are changed
 * @param loss what it minimises
 * @param updates what it changes
 * @param seed what its dropout and noise draw from
 */
record OptimizerStep(TrainingPictures pictures, StepLoss loss, StepUpdates updates, SeedFeed seed)
        implements AutoCloseable {
    /** The stream of CounterRandom that dropout takes; no epoch (1, 2, ...) has it. */
    private static final long DROPOUT_STREAM = -2;

    /**
     * Feeds all but the pictures and what they are changed by.
     *
     * @param step from 1, the t of Adam's bias correction and the counter of dropout
     */
    void feed(Session.Runner runner, StepFeeds feeds, double rate, long runSeed, long step) {
        seed.feed(runner, runSeed, DROPOUT_STREAM, step);
        loss.feed(runner, feeds);
        updates.feed(runner, rate, step);
    }

    /** Asks for its loss, its count of right answers and what the scale of its loss did, in this order; and for updates. */
    void fetch(Session.Runner runner) {
        runner.fetch(updates.loss()).fetch(updates.correct());
        updates.fetch(runner);
    }

    /** What it told, where it is the {@code place}th of the steps that were asked. */
    StepResult result(Result told, int place) {
        int first = place * (2 + updates.results());
        double value = ((TFloat32) told.get(first)).getFloat();
        int correct = (int) ((TFloat32) told.get(first + 1)).getFloat();
        return updates.result(value, correct, told, first + 2);
    }

    @Override
    public void close() {
        updates.close();
        seed.close();
    }
}
