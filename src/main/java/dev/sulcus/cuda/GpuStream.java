package dev.sulcus.cuda;

import dev.sulcus.device.NativeBlocks;
import dev.sulcus.fault.Fault;

/**
 * Work of a card in order. Every method but {@link #synchronize} only gives it work: host memory that a copy reads must
 * stay as it is until the stream, or an event after the copy, was waited for. An error of work shows at any later call.
 * Whoever opens it closes it; work under way then goes on to its end. Thread-safe, but whose work comes first is then
 * open.
 */
public final class GpuStream implements AutoCloseable {
    private final Gpu gpu;
    private final long handle;
    private final long ledgerId;
    private boolean closed;

    private GpuStream(Gpu gpu, String purpose, long handle) {
        this.gpu = gpu;
        this.handle = handle;
        this.ledgerId = NativeBlocks.opened("stream of GPU " + gpu.ordinal() + ", " + purpose, 0);
    }

    static GpuStream open(Gpu gpu, String purpose) {
        gpu.enter();
        long[] handle = new long[1];
        gpu.check(gpu.calls().createStream(handle), "opening a stream for " + purpose);
        return new GpuStream(gpu, purpose, handle[0]);
    }

    /** Copies host memory to the card; runs beside the host where that memory is page-locked. */
    public void copyToDevice(DeviceMemory to, long offset, long host, long bytes) {
        long target = to.part(offset, bytes);
        gpu.enter();
        gpu.check(gpu.calls().copyToDevice(target, host, bytes, handle()), "copying to it");
    }

    /** What follows here waits, on the card, until {@code event} has come; the host goes on. */
    public void waitFor(GpuEvent event) {
        gpu.enter();
        gpu.check(gpu.calls().waitEvent(handle(), event.handle()), "waiting for an event");
    }

    /**
     * Waits, on the host, until all work given so far is done.
     *
     * @throws Fault of kind device when some of it failed
     */
    public void synchronize() {
        gpu.enter();
        gpu.check(gpu.calls().synchronizeStream(handle()), "waiting for a stream");
    }

    /** Before something that the work uses is freed: waits for all of it, unless the context is lost or this is closed. */
    void drain() {
        if (!closed) {
            gpu.release(() -> gpu.calls().synchronizeStream(handle), "waiting for a stream");
        }
    }

    /** CUDA's handle of it. */
    long handle() {
        if (closed) {
            throw Fault.bug("a stream is used after it was closed");
        }
        return handle;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            NativeBlocks.closed(ledgerId);
            gpu.release(() -> gpu.calls().destroyStream(handle), "closing a stream");
        }
    }
}
