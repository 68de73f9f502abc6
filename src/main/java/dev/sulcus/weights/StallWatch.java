package dev.sulcus.weights;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** Closes a stream from which nothing came for a while, so that the thread that reads it fails instead of waiting. */
final class StallWatch implements AutoCloseable {
    private final InputStream in;
    private final long limitNanos;
    private final Thread thread;
    private volatile long last = System.nanoTime();

    StallWatch(InputStream in, Duration limit) {
        this.in = in;
        this.limitNanos = limit.toNanos();
        thread = new Thread(this::watch, "sulcus-stall-watch");
        thread.setDaemon(true);
        thread.start();
    }

    /** Something came. */
    void alive() {
        last = System.nanoTime();
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void watch() {
        try {
            long left = limitNanos;
            while (left > 0) {
                Thread.sleep(left / 1_000_000 + 1);
                left = limitNanos - (System.nanoTime() - last);
            }
            in.close();
        } catch (InterruptedException e) {
            return; // all came
        } catch (IOException e) {
            return; // the reader learns of it by itself
        }
    }
}
