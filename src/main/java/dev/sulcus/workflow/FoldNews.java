package dev.sulcus.workflow;

import dev.sulcus.training.EpochRecord;
import dev.sulcus.training.TrainingListener;

/** One fold's training as a bar; a line per fold follows from whoever trains them all. Used by one thread. */
final class FoldNews implements TrainingListener, AutoCloseable {
    private final Narrator narrator;
    private final String name;
    private int epochs;
    private Narrator.Task task;

    FoldNews(Narrator narrator, String name, int epochs) {
        this.narrator = narrator;
        this.name = name;
        this.epochs = epochs;
    }

    @Override
    public void step(int epoch, int batch, int batches, double loss, double accuracy, double imagesPerSecond) {
        if (task == null) {
            task = narrator.task(name, (long) epochs * batches);
        }
        task.at((epoch - 1L) * batches + batch, (long) epochs * batches);
        task.detail(String.format(
                "%d/%d  loss %.3f  acc %.2f  %.0f img/s", epoch, epochs, loss, accuracy, imagesPerSecond));
    }

    @Override
    public void epoch(EpochRecord epoch, boolean best) {
        // history.csv has it; five times forty lines would hide the folds'.
    }

    @Override
    public void stage(String stage, int most) {
        close();
        epochs = most;
    }

    @Override
    public void features(int done, int all, double imagesPerSecond) {
        if (task == null) {
            task = narrator.task(name, all);
        }
        task.at(done, all);
        task.detail(String.format("features  %.0f img/s", imagesPerSecond));
        if (done == all) {
            close();
        }
    }

    @Override
    public void resumed(int epoch, int batch) {
        if (epoch > epochs) {
            return; // trained, but not judged yet
        }
        narrator.say(name + ": continuing in epoch " + epoch + " after " + batch + " batches");
    }

    @Override
    public void close() {
        if (task != null) {
            task.close();
            task = null;
        }
    }
}
