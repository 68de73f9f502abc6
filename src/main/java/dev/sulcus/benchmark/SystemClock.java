package dev.sulcus.benchmark;

import java.util.concurrent.locks.LockSupport;

/** The machine's monotonic clock. Thread-safe. */
final class SystemClock implements LoadClock {
    /** A sleeping thread wakes up late by about this much, so the last part of a wait is spent awake. */
    private static final long AWAKE_NANOS = 100_000;

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public void sleepUntil(long moment) {
        for (long left = moment - System.nanoTime(); left > 0; left = moment - System.nanoTime()) {
            if (left > AWAKE_NANOS) {
                LockSupport.parkNanos(left - AWAKE_NANOS);
            } else {
                Thread.onSpinWait();
            }
        }
    }
}
