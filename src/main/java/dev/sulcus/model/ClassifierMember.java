package dev.sulcus.model;

import org.tensorflow.types.TUint8;

/** One network of a {@link Classifier}. Several threads may score at once. */
sealed interface ClassifierMember extends AutoCloseable permits SessionMember, FusedMember, FunctionMember {
    /**
     * The mean probability over the views.
     *
     * @param batch uint8 [n, H, W, 3], borrowed
     * @param out receives n probabilities at {@code offset}
     * @return n
     */
    int score(TUint8 batch, float[] out, int offset);

    /** What computes, in a few words. */
    String engine();

    @Override
    void close();
}
