package dev.sulcus.support;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Blocks of host memory that a double takes for a card's, filled with rubbish when they are taken. One thread at a time. */
final class HostBlocks {
    /** As cudaMalloc aligns. */
    private static final int ALIGNMENT = 256;

    private final TreeMap<Long, Long> sizes = new TreeMap<>();
    private final Map<Long, Long> blocks = new HashMap<>();

    long take(long bytes) {
        long block = Native.malloc(bytes + ALIGNMENT);
        long address = (block + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        blocks.put(address, block);
        new Pointer(address).setMemory(0, bytes, (byte) 0xA5);
        sizes.put(address, bytes);
        return address;
    }

    /** False for an address that is not the start of an open block. */
    boolean free(long address) {
        if (sizes.remove(address) == null) {
            return false;
        }
        Native.free(blocks.remove(address));
        return true;
    }

    /** Whether the bytes lie in one open block. */
    boolean holds(long address, long bytes) {
        var block = sizes.floorEntry(address);
        return block != null && address + bytes <= block.getKey() + block.getValue();
    }

    int size() {
        return sizes.size();
    }

    long used() {
        return sizes.values().stream().mapToLong(Long::longValue).sum();
    }
}
