package dev.sulcus.benchmark;

/** One setting while it is measured by turns with others. Used by one thread. */
public interface Subject {
    /** Works until it is steady; called once, before the first block. */
    WarmUpResult warmUp();

    /**
     * Measures one block.
     *
     * @param round which turn it is, from 0
     * @param seconds it should last at least
     */
    void block(int round, double seconds);

    /** What has been measured. */
    Measurement measurement();
}
