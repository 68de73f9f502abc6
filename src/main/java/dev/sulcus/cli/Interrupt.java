package dev.sulcus.cli;

import dev.sulcus.fault.FaultKind;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/**
 * Ctrl-C (and SIGTERM) as a wish: the work is told to stop at the next safe place and the process waits for it, two
 * minutes at most. A second signal changes nothing. What is on disk is whole at any time. Thread-safe.
 */
final class Interrupt implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 120;

    /** Whether the process is going down. */
    private static final AtomicReference<Interrupt> UNDER_WAY = new AtomicReference<>();

    private final CountDownLatch finished = new CountDownLatch(1);
    private final Thread hook = new Thread(this::waitForTheWork, "interrupt");
    private final String news;
    private volatile boolean wished;

    private Interrupt(String news) {
        this.news = news;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Listens until it is closed. */
    static Interrupt listen() {
        return new Interrupt("");
    }

    /** As above; the first signal is answered with {@code news}, for work that takes a while to stop. */
    static Interrupt listen(String news) {
        return new Interrupt(news);
    }

    /** True once the user wishes to stop. */
    BooleanSupplier wish() {
        return () -> wished;
    }

    /** The exit code of a command that prints what it has though it was stopped: {@code done} if it wasn't. */
    int code(int done) {
        return wished ? FaultKind.INTERRUPTED.exitCode() : done;
    }

    /** The work is done, but its last words are not spoken yet: {@link #awaitIfUnderWay} lets the process go. */
    @Override
    public void close() {
        if (UNDER_WAY.get() == null) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                return; // the signal came this very moment
            }
        }
    }

    /**
     * To be called when everything is said. If the process goes down already, it now may; the thread stays here, for
     * calling exit would block it for ever.
     */
    static void awaitIfUnderWay() {
        Interrupt interrupt = UNDER_WAY.get();
        if (interrupt != null) {
            interrupt.finished.countDown();
            try {
                Thread.sleep(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void waitForTheWork() {
        UNDER_WAY.set(this);
        wished = true;
        if (!news.isEmpty()) {
            System.err.println("\nsulcus: " + news);
        }
        try {
            if (!finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("sulcus: gave up waiting for the step under way");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
