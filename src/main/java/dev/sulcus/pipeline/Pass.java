package dev.sulcus.pipeline;

import dev.sulcus.fault.Fault;

/**
 * One way through a source's samples in a given order. Closing it at any point drops what is not decoded yet and leaves
 * the source ready for the next pass. One consumer thread; {@link #close()} may come from any.
 */
public final class Pass implements AutoCloseable {
    private final BatchRing ring;
    private final long number;

    Pass(BatchRing ring, long number) {
        this.ring = ring;
        this.number = number;
    }

    /**
     * Waits for the next batch, which the caller closes; null after the last.
     *
     * @throws Fault of the kind of what stopped a decoding thread; of kind device when the calling thread is interrupted
     *     (its flag stays set); of kind bug when the pass is closed, or the caller holds every batch of the ring
     */
    public Batch next() {
        Slot slot = ring.take(number);
        return slot == null ? null : new Batch(ring, slot);
    }

    /** Waits only for the images that are being decoded at this moment. Batches that are still borrowed stay valid. */
    @Override
    public void close() {
        ring.cancel(number);
    }
}
