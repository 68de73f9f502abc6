package dev.sulcus.cuda;

import dev.sulcus.device.NativeBlocks;
import dev.sulcus.fault.Fault;

/**
 * One block of a card's memory, uninitialised when it is allocated, aligned to 256 bytes. Whoever allocates it closes it;
 * whoever has its address borrows. Closing waits for the card, so work that still uses the block ends first. Closing twice
 * is allowed. Not thread-safe to close while another thread uses it.
 */
public final class DeviceMemory implements AutoCloseable {
    private final Gpu gpu;
    private final long address;
    private final long bytes;
    private final long ledgerId;
    private boolean closed;

    private DeviceMemory(Gpu gpu, String purpose, long address, long bytes) {
        this.gpu = gpu;
        this.address = address;
        this.bytes = bytes;
        this.ledgerId = NativeBlocks.opened("memory of GPU " + gpu.ordinal() + ", " + purpose, bytes);
    }

    static DeviceMemory allocate(Gpu gpu, String purpose, long bytes) {
        if (bytes < 1) {
            throw Fault.bug("a block of " + bytes + " bytes of device memory was asked for " + purpose);
        }
        gpu.enter();
        long[] address = new long[1];
        gpu.check(gpu.calls().malloc(bytes, address), "getting " + bytes + " bytes for " + purpose);
        return new DeviceMemory(gpu, purpose, address[0], bytes);
    }

    /**
     * Where the block begins, on the card.
     *
     * @throws Fault of kind bug when it is closed
     */
    public long address() {
        if (closed) {
            throw Fault.bug("device memory is used after it was closed");
        }
        return address;
    }

    /** How long it is. */
    public long bytes() {
        return bytes;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            NativeBlocks.closed(ledgerId);
            gpu.release(() -> gpu.calls().free(address), "freeing memory");
        }
    }

    /**
     * The address of a part.
     *
     * @throws Fault of kind bug when the part leaves the block
     */
    long part(long offset, long length) {
        if (offset < 0 || length < 0 || offset > bytes - length) {
            throw Fault.bug("bytes " + offset + " to " + (offset + length) + " of a block of " + bytes
                    + " bytes of device memory");
        }
        return address() + offset;
    }
}
