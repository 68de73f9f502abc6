package dev.sulcus.pipeline;

import dev.sulcus.fault.Fault;
import org.tensorflow.types.TUint8;

/**
 * One batch, borrowed from the source's ring: close it to hand the slot back, after the run that was fed with it has
 * returned. Its tensor is the ring's and must not be closed or used afterwards. One thread at a time; closing twice is
 * allowed.
 */
public final class Batch implements AutoCloseable {
    private final BatchRing ring;
    private Slot slot;

    Batch(BatchRing ring, Slot slot) {
        this.ring = ring;
        this.slot = slot;
    }

    /** uint8 [N, H, W, 3], RGB, N = {@link #size()}; borrowed. */
    public TUint8 images() {
        return open().tensor().tensor();
    }

    /** How many samples are in it: the full batch size, but for a pass' last batch. */
    public int size() {
        return open().tensor().images();
    }

    /** Which sample row {@code row} shows. */
    public int sample(int row) {
        return open().sample(row(row));
    }

    /** Null when the sample is fine; else one line, without the file's name, why it is not: its pixels are zero. */
    public String failure(int row) {
        return open().failure(row(row));
    }

    /**
     * Where the compressed file of row {@code row} lies in host memory, for a device to decode; 0 where the row holds pixels
     * already, or a failure. Borrowed until this is closed.
     */
    public long encodedAddress(int row) {
        EncodedRows encoded = open().encoded();
        return encoded == null || failure(row) != null ? 0 : encoded.address(row(row));
    }

    /** How many bytes that file has. */
    public int encodedBytes(int row) {
        return open().encoded().bytes(row(row));
    }

    /** Where the pixels of row {@code row} lie in host memory: RGB [H, W, 3]. Borrowed until this is closed. */
    public long pixelsAddress(int row) {
        return open().tensor().rowAddress(row);
    }

    @Override
    public void close() {
        if (slot != null) {
            Slot returned = slot;
            slot = null;
            ring.release(returned);
        }
    }

    private Slot open() {
        if (slot == null) {
            throw Fault.bug("a batch was used after it was closed");
        }
        return slot;
    }

    private int row(int row) {
        if (row < 0 || row >= size()) {
            throw Fault.bug("row " + row + " of a batch of " + size() + " samples");
        }
        return row;
    }
}
