package dev.sulcus.benchmark;

/**
 * Keeps an even choice of a stream of unknown length in a fixed array: when it is full, every second number goes, and
 * from then on every second of what comes is kept. Deterministic; allocates once. Not thread-safe.
 */
final class SampleReel {
    private final long[] kept;
    private int count;
    private long seen;
    private long stride = 1;

    /** @param capacity even, 2 or more; at least half of it is filled once as many numbers have come */
    SampleReel(int capacity) {
        kept = new long[capacity];
    }

    void add(long value) {
        if (seen++ % stride != 0) {
            return;
        }
        if (count == kept.length) {
            halve();
            if ((seen - 1) % stride != 0) {
                return;
            }
        }
        kept[count++] = value;
    }

    void clear() {
        count = 0;
        seen = 0;
        stride = 1;
    }

    /** What is kept, in the order in which it came, multiplied by {@code factor}; allocates. */
    double[] values(double factor) {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = kept[i] * factor;
        }
        return values;
    }

    private void halve() {
        for (int i = 0; i < kept.length / 2; i++) {
            kept[i] = kept[2 * i];
        }
        count = kept.length / 2;
        stride *= 2;
    }
}
