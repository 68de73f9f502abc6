package dev.sulcus.support;

import java.util.ArrayDeque;
import java.util.Deque;

/** A stream of {@link HostCuda}: what was given to it waits until somebody wants it done. Guarded by the double's lock. */
final class HostStream {
    private final Deque<Runnable> work = new ArrayDeque<>();
    long given;
    long done;

    void give(Runnable task) {
        work.add(task);
        given++;
    }

    void drainTo(long position) {
        while (done < position) {
            Runnable next = work.remove();
            next.run();
            done++;
        }
    }
}
