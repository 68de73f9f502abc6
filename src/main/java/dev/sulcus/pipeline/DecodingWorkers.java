package dev.sulcus.pipeline;

import java.util.ArrayList;
import java.util.List;

/** The threads that fill rows until their ring is closed. Whoever starts them stops them, after closing the ring. */
final class DecodingWorkers {
    private final List<Thread> threads = new ArrayList<>();

    private DecodingWorkers() {}

    /** One thread per filler; each thread closes its own. */
    static DecodingWorkers start(BatchRing ring, List<RowFiller> fillers) {
        DecodingWorkers workers = new DecodingWorkers();
        for (RowFiller filler : fillers) {
            Thread thread = new Thread(() -> work(ring, filler), "sulcus-decode-" + (workers.threads.size() + 1));
            thread.setDaemon(true);
            workers.threads.add(thread);
            thread.start();
        }
        return workers;
    }

    /** Waits for the end of all, also when interrupted: they write into memory that is about to be freed. */
    void join() {
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void work(BatchRing ring, RowFiller filler) {
        RowClaim claim = new RowClaim();
        try (filler) {
            while (ring.claim(claim)) {
                fill(ring, filler, claim);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void fill(BatchRing ring, RowFiller filler, RowClaim claim) {
        String failure;
        try {
            failure = filler.fill(claim);
        } catch (Throwable e) {
            // Whatever it is, the consumer must hear of it, and the row must not be waited for.
            ring.fail(claim, e);
            return;
        }
        ring.complete(claim, failure);
    }
}
