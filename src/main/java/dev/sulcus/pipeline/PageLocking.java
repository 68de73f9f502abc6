package dev.sulcus.pipeline;

import dev.sulcus.cuda.Gpu;
import dev.sulcus.cuda.PageLock;
import dev.sulcus.device.DeviceChoice;
import dev.sulcus.device.SessionConfig;
import dev.sulcus.fault.Fault;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Whether the memory of batches is page-locked, so that a card fetches it by itself while the host goes on. A refusal is
 * no error: that memory then stays pageable, which costs time and nothing else, and is said once. Thread-safe.
 */
public final class PageLocking {
    /** For batches that no card fetches. */
    public static final PageLocking NONE = new PageLocking(null, line -> {});

    private final Gpu gpu;
    private final Consumer<String> said;
    private String refusal;

    private PageLocking(Gpu gpu, Consumer<String> said) {
        this.gpu = gpu;
        this.said = said;
    }

    /** By a card, which must outlive what is locked; {@code said} hears of the first refusal. */
    public static PageLocking by(Gpu gpu, Consumer<String> said) {
        return new PageLocking(gpu, said);
    }

    /** For what a session is fed with: by the first card where it computes on one, else none. */
    public static PageLocking forSession(SessionConfig session, Consumer<String> said) {
        if (session.device() != DeviceChoice.GPU) {
            return NONE;
        }
        try {
            return by(Gpu.firstOfTensorFlow(), said); // whichever card locks, all may fetch
        } catch (Fault e) {
            var none = new PageLocking(null, said);
            none.say(e);
            return none;
        }
    }

    /** Why memory stays pageable, in a sentence; nothing where nothing was refused. */
    public synchronized Optional<String> refusal() {
        return Optional.ofNullable(refusal);
    }

    /**
     * Locks; null where nothing is to be locked, or the system refuses. The caller closes it before it frees the memory.
     *
     * @throws Fault of kind device when the card is lost
     */
    PageLock lock(long address, long bytes) {
        if (gpu == null) {
            return null;
        }
        try {
            return gpu.lockPages("batch tensor", address, bytes);
        } catch (Fault e) {
            if (gpu.isPoisoned()) {
                throw e;
            }
            say(e);
            return null;
        }
    }

    private synchronized void say(Fault fault) {
        if (refusal == null) {
            refusal = "batches are copied to the device from pageable memory, which is slower: " + fault.getMessage();
            said.accept(refusal);
        }
    }
}
