package dev.sulcus.fused;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Memory for activations that is used again as soon as nothing reads it any more. One thread. */
final class Arena {
    private final NativeMemory native_;
    private final Map<Long, Long> sizes = new HashMap<>();
    private final List<Long> free = new ArrayList<>();

    /** Blocks are freed with {@code native_}. */
    Arena(NativeMemory native_) {
        this.native_ = native_;
    }

    /** An address with room for {@code bytes}: of the free blocks the smallest that has it, else a new one. */
    long take(long bytes) {
        Long best = null;
        for (Long address : free) {
            if (sizes.get(address) >= bytes && (best == null || sizes.get(address) < sizes.get(best))) {
                best = address;
            }
        }
        if (best != null) {
            free.remove(best);
            return best;
        }
        long address = native_.allocate(bytes);
        sizes.put(address, bytes);
        return address;
    }

    /** Gives a block back; an address that is not from here is left alone. */
    void release(long address) {
        if (sizes.containsKey(address)) {
            free.add(address);
        }
    }
}
