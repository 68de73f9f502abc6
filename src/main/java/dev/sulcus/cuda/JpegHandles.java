package dev.sulcus.cuda;

import dev.sulcus.device.NativeBlocks;
import dev.sulcus.fault.Fault;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Handles of nvJPEG that end together, the last opened first. Each is in the ledger of native blocks. Closing twice is
 * allowed. One thread at a time.
 */
final class JpegHandles implements AutoCloseable {
    /** Makes a handle. */
    @FunctionalInterface
    interface Creation {
        int status(long[] handle);
    }

    /** Ends a handle. */
    @FunctionalInterface
    interface Destruction {
        int status(long handle);
    }

    private record Entry(long handle, String what, Destruction destruction, long ledgerId) {}

    private final Gpu gpu;
    private final Deque<Entry> entries = new ArrayDeque<>();

    JpegHandles(Gpu gpu) {
        this.gpu = gpu;
    }

    /**
     * Opens one, which ends with the others.
     *
     * @throws Fault of kind memory or device; those opened before stay open
     */
    long open(String what, Creation creation, Destruction destruction) {
        gpu.enter();
        long[] handle = new long[1];
        int status = creation.status(handle);
        if (status != JpegStatus.SUCCESS) {
            throw JpegStatus.fault(gpu, status, "opening " + what);
        }
        return keep(what, handle[0], destruction);
    }

    /** As {@link #open}, but 0 where nvJPEG or the card has no such thing. */
    long openIfPossible(String what, Creation creation, Destruction destruction) {
        gpu.enter();
        long[] handle = new long[1];
        if (creation.status(handle) != JpegStatus.SUCCESS) {
            gpu.requireNoError("looking for " + what);
            return 0;
        }
        return keep(what, handle[0], destruction);
    }

    private long keep(String what, long handle, Destruction destruction) {
        long ledgerId = NativeBlocks.opened("nvJPEG on GPU " + gpu.ordinal() + ", " + what, 0);
        entries.push(new Entry(handle, what, destruction, ledgerId));
        return handle;
    }

    @Override
    public void close() {
        Fault first = null;
        while (!entries.isEmpty()) {
            Entry entry = entries.pop();
            NativeBlocks.closed(entry.ledgerId());
            Fault fault = ended(entry);
            first = first == null ? fault : first;
        }
        if (first != null) {
            throw first;
        }
    }

    /** Ends one; the fault of it, or null. With a lost context nothing is left to end. */
    private Fault ended(Entry entry) {
        if (gpu.isPoisoned()) {
            return null;
        }
        try {
            gpu.enter();
            int status = entry.destruction().status(entry.handle());
            return status == JpegStatus.SUCCESS ? null : JpegStatus.fault(gpu, status, "closing " + entry.what());
        } catch (Fault e) {
            return gpu.isPoisoned() ? null : e;
        }
    }
}
