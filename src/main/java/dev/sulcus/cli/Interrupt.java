package dev.sulcus.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * Ctrl-C (and SIGTERM) as a wish: the work is told to stop at the next safe place and the process waits for it, two
 * minutes at most. A second signal changes nothing. What is on disk is whole at any time. Thread-safe.
 */
final class Interrupt implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 120;

    /** Whether the process is going down. */
    private static final AtomicBoolean DOWN = new AtomicBoolean();

    private final CountDownLatch finished = new CountDownLatch(1);
    private final Thread hook = new Thread(this::waitForTheWork, "interrupt");
    private volatile boolean wished;

    private Interrupt() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Listens until it is closed. */
    static Interrupt listen() {
        return new Interrupt();
    }

    /** True once the user wishes to stop. */
    BooleanSupplier wish() {
        return () -> wished;
    }

    /** The work is done: a process that is going down need not wait any longer. */
    @Override
    public void close() {
        finished.countDown();
        if (!DOWN.get()) {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }

    /** Keeps the main thread from calling exit while the process already goes down, which would block it for ever. */
    static void awaitIfUnderWay() {
        if (DOWN.get()) {
            try {
                Thread.sleep(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void waitForTheWork() {
        DOWN.set(true);
        wished = true;
        try {
            if (!finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("sulcus: gave up waiting for the step under way");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
