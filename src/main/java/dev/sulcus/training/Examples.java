package dev.sulcus.training;

import java.util.List;

/** What a trainer learns from and watches: pictures, or features of a frozen base. Used by one thread. */
interface Examples extends AutoCloseable {
    /**
     * Hands over the training examples of one epoch, batch by batch.
     *
     * @param order which examples, in which order
     * @return false when {@code step} asked to stop
     */
    boolean train(int epoch, int[] order, Step step);

    /** How many training examples an epoch has. */
    int size();

    /** The label of each validation example, 0 or 1. */
    int[] validationLabels();

    /** The probability of each validation example with the weights as they are. */
    double[] validate();

    /** How long {@link #train} has waited for examples. */
    double waitSeconds();

    @Override
    void close();

    /** Takes the batches of one session call. */
    @FunctionalInterface
    interface Step {
        /**
         * Steps on the batches one after the other; all are borrowed for the call.
         *
         * @return false to stop
         */
        boolean accept(List<StepBatch> batches);
    }
}
