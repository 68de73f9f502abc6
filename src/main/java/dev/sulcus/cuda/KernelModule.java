package dev.sulcus.cuda;

import dev.sulcus.device.NativeBlocks;
import dev.sulcus.fault.Fault;

/**
 * A compiled kernel in a card's context. Whoever loads it closes it, when no launch of it is under way any more; its
 * kernels end with it. Closing twice is allowed. Thread-safe, but for closing.
 */
public final class KernelModule implements AutoCloseable {
    private final Gpu gpu;
    private final long handle;
    private final long ledgerId;
    private boolean closed;

    private KernelModule(Gpu gpu, long handle) {
        this.gpu = gpu;
        this.handle = handle;
        this.ledgerId = NativeBlocks.opened("kernels of GPU " + gpu.ordinal(), 0);
    }

    /** Loads an image into the card's context. */
    public static KernelModule load(Gpu gpu, KernelImage image) {
        gpu.enter();
        long[] handle = new long[1];
        gpu.check(gpu.calls().loadModule(image.bytes(), handle), "loading kernels for " + image.architecture());
        return new KernelModule(gpu, handle[0]);
    }

    /**
     * The handle of a kernel.
     *
     * @throws Fault of kind device when the module has none of that name
     */
    long function(String name) {
        if (closed) {
            throw Fault.bug("kernels are used after they were closed");
        }
        gpu.enter();
        long[] function = new long[1];
        gpu.check(gpu.calls().function(handle, name, function), "looking for the kernel " + name);
        return function[0];
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            NativeBlocks.closed(ledgerId);
            gpu.release(() -> gpu.calls().unloadModule(handle), "unloading kernels");
        }
    }
}
