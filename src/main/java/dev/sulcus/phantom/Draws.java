package dev.sulcus.phantom;

/**
 * Random numbers that are the same on every Java version: SplitMix64 (Steele, Lea and Flood, OOPSLA 2014). One stream
 * per purpose, so that drawing more from one leaves the others as they are. Not thread-safe.
 */
final class Draws {
    private static final long STEP = 0x9E3779B97F4A7C15L;
    private static final double TO_UNIT = 0x1.0p-53;

    private long state;

    /** The stream for one {@code purpose} of one {@code seed}. */
    Draws(long seed, String purpose) {
        restart(seed, purpose);
    }

    /** Becomes the stream for one {@code purpose} of one {@code seed}: for who may not allocate. */
    void restart(long seed, String purpose) {
        state = mixed(seed + STEP) ^ mixed(purpose.hashCode() * STEP);
    }

    /** 64 bits that depend on every bit of {@code value}. */
    static long mixed(long value) {
        long z = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }

    /** Any long. */
    long next() {
        state += STEP;
        return mixed(state);
    }

    /** From {@code from} up to but not including {@code to}. */
    double between(double from, double to) {
        return from + (to - from) * ((next() >>> 11) * TO_UNIT);
    }

    /** From 0 up to but not including {@code bound}, which is at least 1. */
    int below(int bound) {
        return (int) between(0, bound);
    }

    /** True with the given probability, 0 to 1. */
    boolean chance(double probability) {
        return between(0, 1) < probability;
    }

    /** Mean 0, deviation 1, bell-shaped: the sum of four uniform numbers (Irwin–Hall), never beyond ±3.5. */
    double bell() {
        double sum = between(0, 1) + between(0, 1) + between(0, 1) + between(0, 1);
        return (sum - 2) * 1.7320508075688772;
    }
}
