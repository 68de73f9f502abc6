package dev.sulcus.device;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The ledger of native blocks that are open now: what each is for, how many bytes, and, with the system property
 * {@code sulcus.traceNative=true}, where it was opened. A test demands that it is as long after the work as before.
 * Memory that OpenCV or TensorFlow take for themselves does not appear. Thread-safe.
 */
public final class NativeBlocks {
    private static final boolean TRACE = Boolean.getBoolean("sulcus.traceNative");
    private static final Map<Long, Entry> LIVE = new ConcurrentHashMap<>();
    private static final AtomicLong NEXT = new AtomicLong();

    private record Entry(String purpose, long bytes, Throwable opened) {
        String describe() {
            String line = purpose + ", " + bytes + " bytes";
            return opened == null ? line : line + ", opened at " + List.of(opened.getStackTrace());
        }
    }

    private NativeBlocks() {}

    /** Enters a block of {@code bytes} into the ledger; the answer is what {@link #closed} wants. */
    public static long opened(String purpose, long bytes) {
        long id = NEXT.incrementAndGet();
        LIVE.put(id, new Entry(purpose, bytes, TRACE ? new Throwable() : null));
        return id;
    }

    /** Strikes a block out; does nothing the second time. */
    public static void closed(long id) {
        LIVE.remove(id);
    }

    /** How many blocks are open. */
    public static int liveBlocks() {
        return LIVE.size();
    }

    /** How many bytes the open blocks have together. */
    public static long liveBytes() {
        return LIVE.values().stream().mapToLong(Entry::bytes).sum();
    }

    /** One line per open block, for a person who looks for a leak. */
    public static List<String> describeLive() {
        return LIVE.values().stream().map(Entry::describe).sorted().toList();
    }
}
