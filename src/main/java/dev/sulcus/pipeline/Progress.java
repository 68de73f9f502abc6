package dev.sulcus.pipeline;

/** Hears how far a long job is. Called from one thread at a time, often; must be quick. */
@FunctionalInterface
public interface Progress {
    /** Hears nothing. */
    Progress NONE = (done, total) -> {};

    /** {@code done} of {@code total} items are finished. */
    void at(long done, long total);
}
