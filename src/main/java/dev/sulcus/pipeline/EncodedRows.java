package dev.sulcus.pipeline;

import dev.sulcus.device.NativeBlock;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The compressed files of one batch, for a device that decodes them itself: one block that is filled from the front, file
 * after file as the workers bring them, and blocks of their own for files that no longer fit. Workers may add different
 * rows at once; whoever makes it closes it.
 */
final class EncodedRows implements AutoCloseable {
    /** Files begin at such multiples. */
    private static final int ALIGNMENT = 64;

    private final NativeBlock slab;
    private final AtomicLong used = new AtomicLong();
    private final long[] addresses;
    private final int[] lengths;
    private final NativeBlock[] apart;

    /** For {@code rows} files that take {@code bytes} together, or more. */
    EncodedRows(int rows, long bytes) {
        slab = NativeBlock.allocate("compressed pictures", bytes);
        addresses = new long[rows];
        lengths = new int[rows];
        apart = new NativeBlock[rows];
    }

    /** Forgets all files. */
    void clear() {
        used.set(0);
        for (int row = 0; row < addresses.length; row++) {
            addresses[row] = 0;
            closeApart(row);
        }
    }

    /** Makes room for the file of {@code row}; the answer is where. */
    long add(int row, int bytes) {
        long room = (bytes + ALIGNMENT - 1L) / ALIGNMENT * ALIGNMENT;
        long start = used.getAndAdd(room);
        if (start + room <= slab.bytes()) {
            addresses[row] = slab.address() + start;
        } else {
            apart[row] = NativeBlock.allocate("compressed picture", bytes);
            addresses[row] = apart[row].address();
        }
        lengths[row] = bytes;
        return addresses[row];
    }

    /** Where the file of {@code row} is; 0 when there is none. */
    long address(int row) {
        return addresses[row];
    }

    /** How long it is. */
    int bytes(int row) {
        return lengths[row];
    }

    /** The block that most files are in. */
    NativeBlock slab() {
        return slab;
    }

    @Override
    public void close() {
        clear();
        slab.close();
    }

    private void closeApart(int row) {
        if (apart[row] != null) {
            apart[row].close();
            apart[row] = null;
        }
    }
}
