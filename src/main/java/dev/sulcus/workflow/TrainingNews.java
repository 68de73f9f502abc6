package dev.sulcus.workflow;

import dev.sulcus.training.EpochRecord;
import dev.sulcus.training.TrainingListener;

/** Turns what the trainer tells into a bar and one line per epoch. Used by one thread. */
final class TrainingNews implements TrainingListener, AutoCloseable {
    private final Narrator narrator;
    private final String round;
    private final boolean marksBest;
    private int epochs;
    private Narrator.Task task;

    private TrainingNews(Narrator narrator, String round, boolean marksBest, int epochs) {
        this.narrator = narrator;
        this.round = round;
        this.marksBest = marksBest;
        this.epochs = epochs;
    }

    /** News of a training by epochs. */
    TrainingNews(Narrator narrator, int epochs) {
        this(narrator, "epoch", true, epochs);
    }

    /**
     * News of a training by {@code recipe}: by epochs, or by the iterations of a solver. The best epoch is marked where its
     * weights are kept.
     */
    static TrainingNews of(Narrator narrator, Recipe recipe) {
        boolean keepsBest = recipe.training().earlyStopping().restoreBest();
        return new TrainingNews(narrator, recipe.solved() ? "iteration" : "epoch", keepsBest, recipe.rounds());
    }

    /** News of a training by epochs. */
    static TrainingNews ofEpochs(Narrator narrator, int epochs) {
        return new TrainingNews(narrator, "epoch", true, epochs);
    }

    @Override
    public void step(int epoch, int batch, int batches, double loss, double accuracy, double imagesPerSecond) {
        if (task == null) {
            task = narrator.task("training", (long) epochs * batches);
        }
        task.at((epoch - 1L) * batches + batch, (long) epochs * batches);
        task.detail(String.format(
                "%s %d/%d  loss %.3f  acc %.2f  %.0f img/s", round, epoch, epochs, loss, accuracy, imagesPerSecond));
    }

    @Override
    public void epoch(EpochRecord e, boolean best) {
        String line = String.format(
                "%s %3d/%d  loss %.4f  accuracy %.3f  val_loss %.4f  val_accuracy %.3f  val_auc %.3f%s  %.1f s"
                        + "  %.0f images/s%s%s",
                round,
                e.epoch(),
                epochs,
                e.loss(),
                e.accuracy(),
                e.valLoss(),
                e.valAccuracy(),
                e.valAuc(),
                Double.isNaN(e.learningRate()) ? "" : String.format("  lr %.2g", e.learningRate()),
                e.seconds(),
                e.imagesPerSecond(),
                skipped(e),
                best && marksBest ? "  best" : "");
        if (task == null) {
            narrator.say(line);
        } else {
            task.line(line);
        }
    }

    private static String skipped(EpochRecord e) {
        return e.skippedSteps() == 0
                ? ""
                : "  " + e.skippedSteps() + (e.skippedSteps() == 1 ? " step skipped" : " steps skipped");
    }

    @Override
    public void stage(String name, int most) {
        endBar();
        epochs = most;
        narrator.say(
                EpochRecord.HEAD.equals(name)
                        ? "first the head alone, on features of the frozen base that are computed once per view"
                        : "now the layers that the recipe unfreezes");
    }

    @Override
    public void features(int done, int all, double imagesPerSecond) {
        if (task == null) {
            task = narrator.task("reading", all);
        }
        task.at(done, all);
        if (done == all) {
            endBar();
        }
    }

    @Override
    public void feeding(String line) {
        narrator.say(line);
    }

    @Override
    public void devices(String line) {
        narrator.say(line);
    }

    @Override
    public void retreat(String line) {
        endBar();
        narrator.warn(line);
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
