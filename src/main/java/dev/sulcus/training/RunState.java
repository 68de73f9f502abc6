package dev.sulcus.training;

import dev.sulcus.training.CheckpointState.Progress;
import java.util.ArrayList;
import java.util.List;

/** The counters and schedules of a run, as they change; saved as {@link Progress}. Not thread-safe. */
final class RunState {
    private final List<EpochRecord> history;
    private final EarlyStopping stopping;
    private final Plateau plateau;
    private int epoch;
    private int batch;
    private long step;
    private double learningRate;
    private double lossSum;
    private int correct;
    private int seen;
    private int skipped;
    private boolean finished;

    RunState(TrainingConfig config, Progress start, List<EpochRecord> history) {
        this.history = new ArrayList<>(history);
        stopping = new EarlyStopping(config.earlyStopping(), start.stopping());
        plateau = new Plateau(config.plateau(), start.plateau());
        epoch = start.epoch();
        batch = start.batch();
        step = start.step();
        learningRate = start.learningRate();
        lossSum = start.lossSum();
        correct = start.correct();
        seen = start.seen();
        skipped = start.skipped();
        finished = start.finished();
    }

    /** Before the first step. */
    static Progress start(TrainingConfig config) {
        return new Progress(
                1,
                0,
                0,
                config.adam().learningRate(),
                0,
                0,
                0,
                0,
                EarlyStopping.State.START,
                Plateau.State.START,
                false);
    }

    Progress progress() {
        return new Progress(
                epoch,
                batch,
                step,
                learningRate,
                lossSum,
                correct,
                seen,
                skipped,
                stopping.state(),
                plateau.state(),
                finished);
    }

    long nextStep() {
        return ++step;
    }

    void stepDone(int size, double batchLoss, int batchCorrect) {
        batch++;
        lossSum += batchLoss * size;
        correct += batchCorrect;
        seen += size;
    }

    /** The step's gradients were not finite, so that it changed nothing. */
    void stepSkipped() {
        skipped++;
    }

    /** Closes the epoch under way: the plateau first, then early stopping, as Keras is told to order them. */
    EarlyStopping.Verdict epochDone(EpochRecord record, int epochs) {
        history.add(record);
        learningRate = plateau.observe(record, learningRate);
        EarlyStopping.Verdict verdict = stopping.observe(record);
        finished = verdict == EarlyStopping.Verdict.STOP || epoch >= epochs;
        epoch++;
        batch = 0;
        lossSum = 0;
        correct = 0;
        seen = 0;
        skipped = 0;
        return verdict;
    }

    List<EpochRecord> history() {
        return List.copyOf(history);
    }

    int epoch() {
        return epoch;
    }

    /** Batches done of the epoch under way. */
    int batch() {
        return batch;
    }

    /** Pictures of the epoch under way. */
    int seen() {
        return seen;
    }

    /** Steps of the epoch under way that changed nothing. */
    int skipped() {
        return skipped;
    }

    double learningRate() {
        return learningRate;
    }

    boolean finished() {
        return finished;
    }

    int bestEpoch() {
        return stopping.state().bestEpoch();
    }

    /** Sample-weighted mean of the batch losses so far: a short last batch counts less. */
    double meanLoss() {
        return lossSum / seen;
    }

    double accuracy() {
        return (double) correct / seen;
    }
}
