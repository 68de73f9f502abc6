package dev.sulcus.workflow;

import dev.sulcus.training.EpochRecord;
import dev.sulcus.training.TrainingListener;

/** Turns what the trainer tells into a bar and one line per epoch. Used by one thread. */
final class TrainingNews implements TrainingListener, AutoCloseable {
    private final Narrator narrator;
    private final int epochs;
    private Narrator.Task task;

    TrainingNews(Narrator narrator, int epochs) {
        this.narrator = narrator;
        this.epochs = epochs;
    }

    @Override
    public void step(int epoch, int batch, int batches, double loss, double accuracy, double imagesPerSecond) {
        if (task == null) {
            task = narrator.task("training", (long) epochs * batches);
        }
        task.at((epoch - 1L) * batches + batch, (long) epochs * batches);
        task.detail(String.format(
                "epoch %d/%d  loss %.3f  acc %.2f  %.0f img/s", epoch, epochs, loss, accuracy, imagesPerSecond));
    }

    @Override
    public void epoch(EpochRecord e, boolean best) {
        String line = String.format(
                "epoch %3d/%d  loss %.4f  accuracy %.3f  val_loss %.4f  val_accuracy %.3f  val_auc %.3f  lr %.2g  %.1f s"
                        + "  %.0f images/s%s",
                e.epoch(),
                epochs,
                e.loss(),
                e.accuracy(),
                e.valLoss(),
                e.valAccuracy(),
                e.valAuc(),
                e.learningRate(),
                e.seconds(),
                e.imagesPerSecond(),
                best ? "  best" : "");
        if (task == null) {
            narrator.say(line);
        } else {
            task.line(line);
        }
    }

    @Override
    public void resumed(int epoch, int batch) {
        narrator.say("continuing in epoch " + epoch + " after " + batch + " batches");
    }

    /** Ends the bar, so that lines may follow. */
    void endBar() {
        if (task != null) {
            task.close();
            task = null;
        }
    }

    @Override
    public void close() {
        endBar();
    }
}
