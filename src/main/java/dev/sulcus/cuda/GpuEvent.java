package dev.sulcus.cuda;

import dev.sulcus.device.NativeBlocks;
import dev.sulcus.fault.Fault;

/**
 * A mark in a stream that others can wait for; recording it again moves it. One that was never recorded has come. Whoever
 * opens it closes it. Thread-safe, but for closing.
 */
public final class GpuEvent implements AutoCloseable {
    private final Gpu gpu;
    private final long handle;
    private final long ledgerId;
    private boolean closed;

    private GpuEvent(Gpu gpu, String purpose, long handle) {
        this.gpu = gpu;
        this.handle = handle;
        this.ledgerId = NativeBlocks.opened("event of GPU " + gpu.ordinal() + ", " + purpose, 0);
    }

    static GpuEvent open(Gpu gpu, String purpose) {
        gpu.enter();
        long[] handle = new long[1];
        gpu.check(gpu.calls().createEvent(handle), "opening an event for " + purpose);
        return new GpuEvent(gpu, purpose, handle[0]);
    }

    /** Marks all work that the stream has been given so far. */
    public void record(GpuStream stream) {
        gpu.enter();
        gpu.check(gpu.calls().recordEvent(handle(), stream.handle()), "marking a stream");
    }

    /**
     * Waits, on the host, until the marked work is done.
     *
     * @throws Fault of kind device when it failed
     */
    public void synchronize() {
        gpu.enter();
        gpu.check(gpu.calls().synchronizeEvent(handle()), "waiting for an event");
    }

    /** CUDA's handle of it. */
    long handle() {
        if (closed) {
            throw Fault.bug("an event is used after it was closed");
        }
        return handle;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            NativeBlocks.closed(ledgerId);
            gpu.release(() -> gpu.calls().destroyEvent(handle), "closing an event");
        }
    }
}
