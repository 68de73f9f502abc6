package dev.sulcus.benchmark;

/** Time as a load generator sees it: the machine's, or one that a test turns by hand. */
public interface LoadClock {
    /** Nanoseconds since an arbitrary moment; never goes back. */
    long nanos();

    /** Returns as soon as {@link #nanos()} is at least {@code moment}; at once when it is already. */
    void sleepUntil(long moment);

    /** The machine's own. */
    static LoadClock system() {
        return new SystemClock();
    }
}
