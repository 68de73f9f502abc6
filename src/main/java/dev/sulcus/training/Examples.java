package dev.sulcus.training;

import org.tensorflow.types.family.TType;

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

    /** Takes one batch. */
    @FunctionalInterface
    interface Step {
        /**
         * One batch, borrowed for the call.
         *
         * @param input what the graph takes
         * @param feeds labels, weights and transforms of the same size
         * @return false to stop
         */
        boolean accept(TType input, StepFeeds feeds);
    }
}
