package dev.sulcus.benchmark;

/**
 * What a load is put on: it has pictures, and answers queries about them. Used by one thread; whoever opens it closes it.
 * The answer is there when a call returns: on a GPU too, for probabilities that lie in the host's memory end with a
 * synchronisation.
 */
public interface SystemUnderTest extends AutoCloseable {
    /** Hears that a part of a query is answered. Called by the thread that asked; must be quick. */
    @FunctionalInterface
    interface Answered {
        /** {@code pictures} more are answered. */
        void answered(int pictures);
    }

    /**
     * Answers one query.
     *
     * @param first number of the first picture, from 0, any number: they are counted round and round
     * @param count how many pictures it holds, 1 or more; one of {@link #sizes()}, or any number more than the largest
     * @param heard told after each batch
     */
    void answer(long first, int count, Answered heard);

    /** The numbers of pictures that a query of one batch may hold, rising; the last is the largest batch. */
    int[] sizes();

    /** The probability of each of its different pictures, by their order: what one precision is compared with another by. */
    double[] probabilities();

    /** A number that every answer has gone into, so that no work can be left out as useless. */
    double sum();

    /** To how many pictures at a time it went down when memory ran out, at {@link #sizes()} above that; 0 if it never did. */
    int reducedBatch();

    @Override
    void close();
}
