package dev.sulcus.workflow;

import dev.sulcus.fault.Fault;
import dev.sulcus.pipeline.Progress;

/**
 * Progress that ends the work once the user wishes to stop. For work that leaves nothing worth continuing; the trainer
 * has its own way. Thread-safe as far as the task is.
 *
 * @param task what is told of the progress
 * @param narrator asked for the wish
 */
record StopCheck(Progress task, Narrator narrator) implements Progress {
    @Override
    public void at(long done, long total) {
        if (narrator.stopWished()) {
            throw Fault.interrupted("stopped before there was anything to save");
        }
        task.at(done, total);
    }
}
