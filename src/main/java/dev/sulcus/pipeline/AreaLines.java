package dev.sulcus.pipeline;

import java.util.Arrays;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;

/**
 * Weighted sums of whole lines of a picture. Four bytes at a time lie in an int, and each of the four has an array of
 * sums: loops that HotSpot turns into vector instructions, which it does not for bytes. Arrays grow to the longest line
 * seen. One thread.
 */
final class AreaLines {
    private static final class Ints extends IntPointer {
        Ints() {
            super((Pointer) null);
        }

        Ints aim(long at, long ints) {
            address = at;
            capacity = ints;
            limit = ints;
            return this;
        }
    }

    /** Three ints hold the bytes of four RGB pixels. */
    private static final int GROUP = 3;

    private final Ints ints = new Ints();
    private final AddressPointer tail = new AddressPointer();
    private PixelWindow source;
    private int loaded;
    private int used;
    private int[] line = {};
    private int[] shifted = {};
    private int[] unequal = {};
    private int[] sums0 = {};
    private int[] sums1 = {};
    private int[] sums2 = {};
    private int[] sums3 = {};

    /** Turns to another picture. */
    void start(PixelWindow picture) {
        source = picture;
        loaded = -1;
        used = (picture.rowBytes() + 3) / 4;
        int whole = (used + GROUP - 1) / GROUP * GROUP;
        if (line.length < whole + 1) {
            line = new int[whole + 1];
            shifted = new int[whole + 1];
            sums0 = new int[whole];
            sums1 = new int[whole];
            sums2 = new int[whole];
            sums3 = new int[whole];
            unequal = new int[whole];
            for (int i = 0; i < whole; i++) {
                // Byte j and its successor are of one pixel unless j mod 3 is 2; 4 i mod 3 is i mod 3.
                unequal[i] = i % 3 == 0 ? 0xFF00FFFF : i % 3 == 1 ? 0xFFFF00FF : 0x00FFFF00;
            }
        }
        Arrays.fill(line, used, line.length, 0);
    }

    /** Makes line {@code y} the one that is added. */
    void load(int y) {
        if (y == loaded) {
            return;
        }
        loaded = y;
        int bytes = source.rowBytes();
        long from = source.address() + (long) y * source.stride();
        int whole = bytes / 4;
        ints.aim(from, whole).get(line, 0, whole);
        if (whole < used) {
            tail.aim(from, bytes);
            int last = 0;
            for (int i = 4 * whole; i < bytes; i++) {
                last |= (tail.get(i) & 0xFF) << 8 * (i & 3);
            }
            line[whole] = last;
        }
    }

    /** Whether the loaded line of RGB pixels is without colour. */
    boolean isNeutral() {
        // The same line from its second byte on, fetched again: HotSpot makes no vectors of shifts across neighbours.
        int whole = (source.rowBytes() - 1) / 4;
        ints.aim(source.address() + (long) loaded * source.stride() + 1, whole).get(shifted, 0, whole);
        for (int i = whole; i < used; i++) {
            shifted[i] = line[i] >>> 8 | line[i + 1] << 24;
        }
        return difference(line, shifted, unequal, used) == 0;
    }

    /** Begins sums with the loaded line. */
    void set(int weight) {
        set(line, sums0, sums1, sums2, sums3, used, weight);
    }

    /** Adds the loaded line to the sums. */
    void add(int weight) {
        add(line, sums0, sums1, sums2, sums3, used, weight);
    }

    /** The sums of all bytes of the line, in their order. */
    void sums(int[] to) {
        weave(sums0, sums1, sums2, sums3, to, used);
    }

    /** The sums of every third byte of the line. */
    void thirds(int[] to) {
        int whole = (used + GROUP - 1) / GROUP * GROUP;
        third(sums0, sums1, sums2, sums3, to, whole);
    }

    private static int difference(int[] line, int[] shifted, int[] mask, int n) {
        int difference = 0;
        for (int i = 0; i < n; i++) {
            difference |= (line[i] ^ shifted[i]) & mask[i];
        }
        return difference;
    }

    private static void set(int[] line, int[] a, int[] b, int[] c, int[] d, int n, int weight) {
        for (int i = 0; i < n; i++) {
            int four = line[i];
            a[i] = (four & 0xFF) * weight;
            b[i] = (four >>> 8 & 0xFF) * weight;
            c[i] = (four >>> 16 & 0xFF) * weight;
            d[i] = (four >>> 24) * weight;
        }
    }

    private static void add(int[] line, int[] a, int[] b, int[] c, int[] d, int n, int weight) {
        for (int i = 0; i < n; i++) {
            int four = line[i];
            a[i] += (four & 0xFF) * weight;
            b[i] += (four >>> 8 & 0xFF) * weight;
            c[i] += (four >>> 16 & 0xFF) * weight;
            d[i] += (four >>> 24) * weight;
        }
    }

    private static void weave(int[] a, int[] b, int[] c, int[] d, int[] to, int n) {
        for (int i = 0, j = 0; i < n; i++, j += 4) {
            to[j] = a[i];
            to[j + 1] = b[i];
            to[j + 2] = c[i];
            to[j + 3] = d[i];
        }
    }

    private static void third(int[] a, int[] b, int[] c, int[] d, int[] to, int n) {
        for (int i = 0, j = 0; i < n; i += GROUP, j += 4) {
            to[j] = a[i];
            to[j + 1] = d[i];
            to[j + 2] = c[i + 1];
            to[j + 3] = b[i + 2];
        }
    }
}
