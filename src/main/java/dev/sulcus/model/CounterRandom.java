package dev.sulcus.model;

/**
 * Random numbers as a pure function of (seed, stream, item, draw): no state, no order, no allocation, so that any
 * batch order, thread count or restart gives the same picture. SplitMix64's finaliser (Steele, Lea and Flood, "Fast
 * splittable pseudorandom number generators", OOPSLA 2014) over a counter. Thread-safe.
 */
public final class CounterRandom {
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private CounterRandom() {}

    /** The key of one item in one stream: for augmentation (seed, epoch, image). */
    public static long key(long seed, long stream, long item) {
        return mix(mix(mix(seed + GOLDEN) + stream) + item);
    }

    /** The {@code draw}-th number of {@code key}, uniform in [0, 1), 53 bits. */
    public static double uniform(long key, int draw) {
        return (bits(key, draw) >>> 11) * 0x1.0p-53;
    }

    /** The {@code draw}-th number of {@code key}, uniform in [low, high). */
    public static double uniform(long key, int draw, double low, double high) {
        return low + (high - low) * uniform(key, draw);
    }

    /** Puts {@code items} in an order that depends on {@code key} and their present order alone (Fisher–Yates). */
    public static void shuffle(int[] items, long key) {
        for (int i = items.length - 1; i > 0; i--) {
            int j = (int) (uniform(key, i) * (i + 1));
            int kept = items[i];
            items[i] = items[j];
            items[j] = kept;
        }
    }

    /** 64 random bits: the {@code draw}-th of {@code key}. */
    public static long bits(long key, int draw) {
        return mix(key + GOLDEN * (draw + 1L));
    }

    private static long mix(long z) {
        long a = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        long b = (a ^ (a >>> 27)) * 0x94d049bb133111ebL;
        return b ^ (b >>> 31);
    }
}
