package dev.sulcus.training;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * One line of history.csv. For a solver an epoch is an iteration and {@code loss} its objective divided by the number of
 * pictures; what it did not look at is NaN.
 *
 * @param epoch from 1
 * @param loss weighted training loss, sample-weighted mean over the epoch's batches
 * @param accuracy training accuracy at 0.5, on augmented pictures with dropout on, as Keras reports it
 * @param valLoss unweighted binary cross-entropy on the validation part
 * @param valAccuracy validation accuracy at 0.5
 * @param valAuc validation ROC AUC; NaN when only one class is there
 * @param learningRate what this epoch trained with
 * @param seconds wall time of the epoch with its validation
 * @param imagesPerSecond training images per second of training time
 * @param stage which stage of the training it belongs to
 * @param skippedSteps its steps that changed nothing, for a gradient was not finite in float16; runs of older versions
 *     lack it
 */
public record EpochRecord(
        @JsonProperty("epoch") int epoch,
        @JsonProperty("loss") double loss,
        @JsonProperty("accuracy") double accuracy,
        @JsonProperty("val_loss") double valLoss,
        @JsonProperty("val_accuracy") double valAccuracy,
        @JsonProperty("val_auc") double valAuc,
        @JsonProperty("learning_rate") double learningRate,
        @JsonProperty("seconds") double seconds,
        @JsonProperty("images_per_second") double imagesPerSecond,
        @JsonProperty("stage") String stage,
        @JsonProperty("skipped_steps") int skippedSteps) {
    /** The stage in which everything that the plan unfreezes is trained. */
    public static final String MAIN = "main";
    /** The stage before, in which the head alone is. */
    public static final String HEAD = "head";

    /** Runs of older versions had one stage. */
    public EpochRecord {
        stage = stage == null ? MAIN : stage;
    }

    /** Of the main stage, with every step made. */
    public EpochRecord(
            int epoch,
            double loss,
            double accuracy,
            double valLoss,
            double valAccuracy,
            double valAuc,
            double learningRate,
            double seconds,
            double imagesPerSecond) {
        this(epoch, loss, accuracy, valLoss, valAccuracy, valAuc, learningRate, seconds, imagesPerSecond, MAIN, 0);
    }

    /** The same with so many steps skipped. */
    EpochRecord skipping(int steps) {
        return new EpochRecord(
                epoch,
                loss,
                accuracy,
                valLoss,
                valAccuracy,
                valAuc,
                learningRate,
                seconds,
                imagesPerSecond,
                stage,
                steps);
    }

    /** This epoch as part of a longer history. */
    EpochRecord in(String newStage, int epochsBefore) {
        return new EpochRecord(
                epoch + epochsBefore,
                loss,
                accuracy,
                valLoss,
                valAccuracy,
                valAuc,
                learningRate,
                seconds,
                imagesPerSecond,
                newStage,
                skippedSteps);
    }
}
