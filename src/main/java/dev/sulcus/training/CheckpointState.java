package dev.sulcus.training;

import dev.sulcus.fault.Fault;
import java.util.List;

/**
 * Where a run stands between two steps: with the arrays, all that is needed to go on as if nothing had happened.
 *
 * @param schema version of this record
 * @param settings hash of the settings that a continued run must share
 * @param progress counters and schedules
 * @param history the finished epochs
 * @param last weights and optimizer of this moment; null once the run has finished
 * @param best the best weights so far; null when there are none yet
 */
record CheckpointState(
        int schema, String settings, Progress progress, List<EpochRecord> history, ArrayFile last, ArrayFile best) {
    static final int SCHEMA = 1;

    /** Refuses what lacks the members that training goes on from. */
    CheckpointState {
        if (settings == null || progress == null || history == null) {
            throw Fault.data("lacks settings, progress or history; restore it from a copy or train again");
        }
    }

    /**
     * Counters and schedules.
     *
     * @param epoch the epoch under way, from 1
     * @param batch how many of its batches are done
     * @param step how many steps are done in all
     * @param learningRate of the epoch under way
     * @param lossSum over the epoch so far: batch loss times batch size
     * @param correct pictures on the right side so far
     * @param seen pictures so far
     * @param skipped of the epoch's steps so far, those without an update; runs of older versions lack it
     * @param stopping where early stopping stands
     * @param plateau where the learning-rate schedule stands
     * @param finished whether the loop has ended
     */
    record Progress(
            int epoch,
            int batch,
            long step,
            double learningRate,
            double lossSum,
            int correct,
            int seen,
            int skipped,
            EarlyStopping.State stopping,
            Plateau.State plateau,
            boolean finished) {
        /** Refuses what lacks a schedule. */
        Progress {
            if (stopping == null || plateau == null) {
                throw Fault.data("progress lacks stopping or plateau; restore it from a copy or train again");
            }
        }
    }

    /** A file of arrays beside the state, and what it holds. */
    record ArrayFile(String file, List<TensorFile.Entry> arrays) {
        /** Refuses what names no file, or one elsewhere. */
        ArrayFile {
            if (file == null || file.contains("/") || arrays == null) {
                throw Fault.data("names no file of arrays beside it; restore it from a copy or train again");
            }
        }
    }
}
