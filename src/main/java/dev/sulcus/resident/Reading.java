package dev.sulcus.resident;

import dev.sulcus.fault.Fault;
import dev.sulcus.pipeline.Batch;
import dev.sulcus.pipeline.Pass;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * The thread that gives the card its next batch while the last one is scored. A pass of one batch needs none and is read by
 * the thread that asks. Whoever starts it closes it, before the pass: that waits for the thread, and until the card no
 * longer reads any host memory.
 */
final class Reading implements AutoCloseable {
    private static final Object END = new Object();

    private record Failure(Throwable cause) {}

    private final Pass pass;
    private final ResidentBatches batches;
    private final List<Path> files;
    private final BlockingQueue<ResidentBatch> free;
    private final BlockingQueue<Object> ready;
    private final Thread thread;

    private Reading(Pass pass, ResidentBatches batches, List<Path> files, boolean ahead) {
        this.pass = pass;
        this.batches = batches;
        this.files = files;
        int places = batches.places().size();
        free = new ArrayBlockingQueue<>(places, false, batches.places());
        ready = new ArrayBlockingQueue<>(places + 2);
        thread = ahead ? new Thread(this::work, "sulcus-resident") : null;
    }

    /**
     * Begins.
     *
     * @param ahead whether a thread reads ahead
     */
    static Reading start(Pass pass, ResidentBatches batches, List<Path> files, boolean ahead) {
        var reading = new Reading(pass, batches, files, ahead);
        if (ahead) {
            reading.thread.setDaemon(true);
            reading.thread.start();
        }
        return reading;
    }

    /**
     * The next batch, filled; the card may still be at work. Null after the last.
     *
     * @throws Fault of the kind of what stopped the reading
     */
    ResidentBatch next() {
        try {
            Object next = thread == null ? read() : ready.take();
            if (next instanceof Failure failure) {
                throw fault(failure.cause());
            }
            return next == END ? null : (ResidentBatch) next;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Fault.device("interrupted while waiting for the next batch", e);
        }
    }

    /** The batch is scored, and its place may be filled again. */
    void giveBack(ResidentBatch place) {
        free.add(place);
    }

    @Override
    public void close() {
        if (thread != null) {
            join();
        }
        batches.places().forEach(ResidentBatch::abandon);
    }

    private void work() {
        try {
            Object next = read();
            while (next != END) {
                ready.put(next);
                next = read();
            }
            ready.put(END);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed: nobody asks any more
        } catch (Throwable e) {
            // Whatever it is, the thread that scores must hear of it.
            ready.add(new Failure(e));
        }
    }

    private Object read() throws InterruptedException {
        ResidentBatch place = free.take();
        Batch batch = pass.next();
        if (batch == null) {
            return END;
        }
        place.fill(batch, files, batches.last());
        return place;
    }

    /** Not given up when interrupted: the thread writes to memory that is about to be freed. */
    private void join() {
        boolean interrupted = false;
        thread.interrupt();
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static Fault fault(Throwable cause) {
        if (cause instanceof Fault fault) {
            return fault;
        }
        return cause instanceof OutOfMemoryError
                ? Fault.memory("not enough memory to read ahead; choose a smaller batch", cause)
                : Fault.bug("the reading thread stopped: " + cause);
    }
}
