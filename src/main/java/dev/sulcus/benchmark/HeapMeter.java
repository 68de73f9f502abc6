package dev.sulcus.benchmark;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * How many bytes some threads have allocated on the Java heap, garbage included, as the virtual machine counts them
 * exactly. Used by one thread.
 */
public final class HeapMeter {
    private final ThreadMXBean threads;
    private final long[] ids;

    private HeapMeter(ThreadMXBean threads, long[] ids) {
        this.threads = threads;
        this.ids = ids;
    }

    /** The threads that live now, to be given to {@link #sinceStarted}. */
    public static Set<Thread> living() {
        return Set.copyOf(Thread.getAllStackTraces().keySet());
    }

    /** Of the calling thread, and of every thread that has been started since {@code before} and is alive now. */
    public static HeapMeter sinceStarted(Set<Thread> before) {
        Set<Long> known = before.stream().map(Thread::getId).collect(Collectors.toSet());
        long[] started = Thread.getAllStackTraces().keySet().stream()
                .mapToLong(Thread::getId)
                .filter(id -> !known.contains(id))
                .toArray();
        long own = Thread.currentThread().getId();
        return of(LongStream.concat(LongStream.of(own), LongStream.of(started))
                .distinct()
                .toArray());
    }

    /** Of the calling thread alone. */
    public static HeapMeter ofThisThread() {
        return of(Thread.currentThread().getId());
    }

    private static HeapMeter of(long... ids) {
        var bean = ManagementFactory.getThreadMXBean();
        return new HeapMeter(bean instanceof ThreadMXBean counting ? counting : null, ids);
    }

    /** Bytes so far; NaN on a virtual machine that does not count. */
    public double bytes() {
        if (threads == null || !threads.isThreadAllocatedMemorySupported()) {
            return Double.NaN;
        }
        long sum = 0;
        for (long bytes : threads.getThreadAllocatedBytes(ids)) {
            sum += Math.max(0, bytes); // -1 for a thread that has ended
        }
        return sum;
    }
}
