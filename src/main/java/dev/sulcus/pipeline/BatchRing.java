package dev.sulcus.pipeline;

import dev.sulcus.device.NativeBlock;
import dev.sulcus.fault.Fault;
import java.util.ArrayList;
import java.util.List;

/**
 * The batches between workers and consumer. Workers claim one row at a time in the order of the pass, so that the first
 * batch is ready as soon as can be; they stand still when no slot is free. The consumer takes batches in order and
 * stands still when the next is not ready. One monitor guards all state; it is held for bookkeeping alone, never while a
 * pixel is touched. Nothing is allocated per row.
 */
final class BatchRing {
    private final Object lock = new Object();
    private final PixelSpec pixels;
    private final int batchSize;
    private final StageClock clock;
    private final PageLocking locking;
    private final List<Slot> slots = new ArrayList<>();

    /** A pass has at most one short batch, so one short tensor serves the whole ring. */
    private ImageTensor shortTensor;

    private int[] order;
    private int claimed;
    private int taken;
    private int inFlight;
    private Slot filling;
    private Throwable failure;
    private long pass;
    private boolean cancelling;
    private boolean closed;

    /**
     * For batches of a source.
     *
     * @param locking of the tensors' memory
     * @param encodedBytes for the compressed files of each batch; 0 where none are kept
     */
    BatchRing(PipelineConfig config, StageClock clock, PageLocking locking, long encodedBytes) {
        this.locking = locking;
        this.pixels = config.pixels();
        this.batchSize = config.batchSize();
        this.clock = clock;
        try {
            for (int i = 0; i < config.slots(); i++) {
                slots.add(slot(encodedBytes));
            }
        } catch (Fault e) {
            slots.forEach(Slot::close);
            throw e;
        }
    }

    /** Shows the memory of every slot: pixels, and compressed files where they are kept. */
    void showMemory(BatchSource.MemorySink sink) {
        for (Slot slot : slots) {
            sink.block(slot.whole().rowAddress(0), (long) batchSize * pixels.imageBytes());
            if (slot.encoded() != null) {
                NativeBlock slab = slot.encoded().slab();
                sink.block(slab.address(), slab.bytes());
            }
        }
    }

    /** Begins a pass over {@code samples}, which the ring keeps; the answer is its number. */
    long start(int[] samples) {
        synchronized (lock) {
            requireOpen();
            if (order != null || cancelling || any(Slot.State.BORROWED)) {
                throw Fault.bug("a pass was started before the last one and all its batches were closed");
            }
            prepareShort(samples.length % batchSize);
            order = samples;
            claimed = 0;
            taken = 0;
            failure = null;
            pass++;
            lock.notifyAll();
            return pass;
        }
    }

    /** Waits for the next row to fill; false when the ring is closed. */
    boolean claim(RowClaim into) throws InterruptedException {
        synchronized (lock) {
            while (!closed) {
                if (tryClaim(into)) {
                    return true;
                }
                lock.wait();
            }
            return false;
        }
    }

    /** The claimed row is filled, with pixels or with zeros and a reason. */
    void complete(RowClaim claim, String reason) {
        synchronized (lock) {
            inFlight--;
            claim.slot().complete(claim.row(), reason);
            if (claim.slot().state() == Slot.State.READY || order == null) {
                lock.notifyAll();
            }
        }
    }

    /** The claimed row will never be filled: the pass fails. */
    void fail(RowClaim claim, Throwable cause) {
        synchronized (lock) {
            inFlight--;
            if (failure == null) {
                failure = cause;
            }
            lock.notifyAll();
        }
    }

    /**
     * Waits for the next batch of pass {@code number}; null after the last.
     *
     * @throws Fault of the kind of what stopped a worker; of kind bug when the pass is closed or the caller holds every
     *     slot
     */
    Slot take(long number) {
        synchronized (lock) {
            requireRunning(number);
            if (taken * (long) batchSize >= order.length) {
                return null;
            }
            Slot ready = find(taken);
            if (ready == null) {
                ready = awaitReady(number);
            }
            taken++;
            ready.state(Slot.State.BORROWED);
            return ready;
        }
    }

    /** The consumer hands a slot back. */
    void release(Slot slot) {
        synchronized (lock) {
            slot.state(Slot.State.FREE);
            if (closed) {
                freeIfIdle();
            }
            lock.notifyAll();
        }
    }

    /** Ends pass {@code number}: rows not begun are dropped, those in work are waited for; borrowed slots stay so. */
    void cancel(long number) {
        synchronized (lock) {
            if (pass != number || order == null) {
                return;
            }
            order = null;
            filling = null;
            cancelling = true;
            lock.notifyAll();
            awaitWorkers();
            cancelling = false;
            for (Slot slot : slots) {
                if (slot.state() != Slot.State.BORROWED) {
                    slot.state(Slot.State.FREE);
                }
            }
        }
    }

    /** Ends the running pass and lets the workers go; frees the tensors now, or when the last borrowed one is back. */
    void close() {
        synchronized (lock) {
            cancel(pass);
            if (!closed) {
                closed = true;
                freeIfIdle();
                lock.notifyAll();
            }
        }
    }

    private Slot slot(long encodedBytes) {
        ImageTensor tensor = ImageTensor.allocate(pixels, batchSize, locking);
        try {
            return new Slot(tensor, encodedBytes == 0 ? null : new EncodedRows(batchSize, encodedBytes));
        } catch (Fault e) {
            tensor.close();
            throw e;
        }
    }

    private boolean tryClaim(RowClaim into) {
        if (order == null || failure != null || claimed == order.length) {
            return false;
        }
        int row = claimed % batchSize;
        if (row == 0) {
            Slot free = first(Slot.State.FREE);
            if (free == null) {
                return false;
            }
            free.begin(claimed / batchSize, order.length - claimed < batchSize ? shortTensor : null);
            filling = free;
        }
        int sample = order[claimed++];
        filling.assign(row, sample);
        into.set(filling, row, sample);
        inFlight++;
        return true;
    }

    private void requireRunning(long number) {
        if (pass != number || order == null) {
            throw Fault.bug("a batch was asked of a pass that is closed");
        }
        if (failure != null) {
            throw faultOf(failure);
        }
        // A slot in work or ready will come; with all of them borrowed, waiting would never end.
        if (!any(Slot.State.FREE) && !any(Slot.State.FILLING) && !any(Slot.State.READY)) {
            throw Fault.bug("all " + slots.size() + " batches are borrowed; close one before asking for another");
        }
    }

    private static Fault faultOf(Throwable cause) {
        if (cause instanceof Fault fault) {
            return fault;
        }
        if (cause instanceof OutOfMemoryError) {
            return Fault.memory("not enough memory to decode; choose fewer workers or a smaller batch", cause);
        }
        Fault fault = Fault.bug("a decoding thread stopped: " + cause);
        fault.addSuppressed(cause);
        return fault;
    }

    private Slot awaitReady(long number) {
        long start = System.nanoTime();
        try {
            Slot ready = find(taken);
            while (ready == null) {
                lock.wait();
                requireRunning(number);
                ready = find(taken);
            }
            return ready;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Fault.device("interrupted while waiting for the next batch", e);
        } finally {
            clock.addWait(System.nanoTime() - start);
        }
    }

    /** Not given up when interrupted: a worker still writes into the slots. One decoded image at most. */
    private void awaitWorkers() {
        boolean interrupted = false;
        while (inFlight > 0) {
            try {
                lock.wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void prepareShort(int images) {
        if (images == 0 || shortTensor != null && shortTensor.images() == images) {
            return;
        }
        closeShort();
        shortTensor = ImageTensor.allocate(pixels, images, locking);
    }

    private void closeShort() {
        if (shortTensor != null) {
            shortTensor.close();
            shortTensor = null;
        }
    }

    private void freeIfIdle() {
        if (!any(Slot.State.BORROWED)) {
            slots.forEach(Slot::close);
            closeShort();
        }
    }

    private void requireOpen() {
        if (closed) {
            throw Fault.bug("the batch source is closed");
        }
    }

    private Slot find(int number) {
        for (int i = 0; i < slots.size(); i++) {
            if (slots.get(i).holds(number)) {
                return slots.get(i);
            }
        }
        return null;
    }

    private boolean any(Slot.State state) {
        return first(state) != null;
    }

    private Slot first(Slot.State state) {
        for (int i = 0; i < slots.size(); i++) {
            if (slots.get(i).state() == state) {
                return slots.get(i);
            }
        }
        return null;
    }
}
