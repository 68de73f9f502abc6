package dev.sulcus.training;

/** Hears how training goes, on the training thread; must be quick. */
public interface TrainingListener {
    /**
     * One step is done.
     *
     * @param epoch from 1
     * @param batch from 1
     * @param batches of the epoch
     * @param loss mean over the epoch so far
     * @param accuracy over the epoch so far
     * @param imagesPerSecond over the epoch so far
     */
    default void step(int epoch, int batch, int batches, double loss, double accuracy, double imagesPerSecond) {}

    /** One epoch is done; {@code best} when its weights are the best so far. */
    default void epoch(EpochRecord record, boolean best) {}

    /** The run goes on after a checkpoint. */
    default void resumed(int epoch, int batch) {}

    /** The features of so many pictures of a frozen base are computed. */
    default void features(int done, int all, double imagesPerSecond) {}

    /** How the pictures get to the device, in a line, where that is not as ever. */
    default void feeding(String line) {}

    /** What computes, in a line, where it isn't one device. */
    default void devices(String line) {}

    /** Something is done otherwise than asked, in a sentence: the device has too little memory. */
    default void retreat(String line) {}

    /**
     * A stage of several begins.
     *
     * @param name of the stage
     * @param epochs that it may take at most
     */
    default void stage(String name, int epochs) {}
}
