package dev.sulcus.cuda;

import dev.sulcus.device.NativeBlocks;
import dev.sulcus.fault.Fault;

/**
 * Host memory of somebody else, page-locked until this is closed, which must come before the owner frees it. Whole pages
 * are locked: two blocks that share a page can't both be. Closing twice is allowed.
 */
public final class PageLock implements AutoCloseable {
    private final Gpu gpu;
    private final long address;
    private final long ledgerId;
    private boolean closed;

    private PageLock(Gpu gpu, String purpose, long address) {
        this.gpu = gpu;
        this.address = address;
        this.ledgerId = NativeBlocks.opened("page-lock, " + purpose, 0);
    }

    static PageLock lock(Gpu gpu, String purpose, long address, long bytes) {
        if (address == 0 || bytes < 1) {
            throw Fault.bug(bytes + " bytes at " + address + " cannot be page-locked for " + purpose);
        }
        gpu.enter();
        int status = gpu.calls().registerHost(address, bytes);
        if (status == CudaStatus.MEMORY_ALLOCATION) {
            gpu.calls().lastError();
            throw Fault.memory("cannot page-lock " + bytes + " bytes for " + purpose, null);
        }
        gpu.check(status, "page-locking " + bytes + " bytes for " + purpose);
        return new PageLock(gpu, purpose, address);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            NativeBlocks.closed(ledgerId);
            gpu.release(() -> gpu.calls().unregisterHost(address), "unlocking pages");
        }
    }
}
