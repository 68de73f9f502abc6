package dev.sulcus.fused;

import dev.sulcus.device.NativeBlock;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.memory;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/**
 * Native blocks and oneDNN's handles on them, with one owner: what was opened through it is closed with it, latest
 * first. One thread.
 */
final class NativeMemory implements AutoCloseable {
    private static final int LINE = 64; // a cache line, and a vector

    private final String purpose;
    private final List<NativeBlock> blocks = new ArrayList<>();
    private final List<Pointer> owned = new ArrayList<>();

    NativeMemory(String purpose) {
        this.purpose = purpose;
    }

    /** A pointer that is freed with this. */
    <P extends Pointer> P own(P pointer) {
        owned.add(pointer);
        return pointer;
    }

    /** The aligned address of a new block of zeros: oneDNN wants zeros where channels are filled up to a vector. */
    long allocate(long bytes) {
        NativeBlock block = NativeBlock.allocate(purpose, bytes + LINE);
        blocks.add(block);
        long address = (block.address() + LINE - 1) / LINE * LINE;
        try (BytePointer pointer = at(address, bytes)) {
            Pointer.memset(pointer, 0, bytes);
        }
        return address;
    }

    /** A handle on memory that lies at {@code address}. */
    memory handle(memory.desc description, long address) {
        try (BytePointer pointer = at(address, description.get_size())) {
            return own(new memory(description, OneDnn.engine(), pointer));
        }
    }

    /** A handle on a block of its own. */
    memory handle(memory.desc description) {
        return handle(description, allocate(description.get_size()));
    }

    /** Where a handle's numbers lie. */
    static long address(memory handle) {
        try (Pointer data = handle.get_data_handle()) {
            return data.address();
        }
    }

    /** Bytes that someone else owns, as a buffer in the machine's order. */
    static ByteBuffer buffer(long address, long bytes) {
        try (BytePointer pointer = at(address, bytes)) {
            return pointer.asByteBuffer().order(java.nio.ByteOrder.nativeOrder());
        }
    }

    /** How many bytes are held. */
    long bytes() {
        return blocks.stream().mapToLong(NativeBlock::bytes).sum();
    }

    @Override
    public void close() {
        for (int i = owned.size() - 1; i >= 0; i--) {
            owned.get(i).deallocate();
        }
        owned.clear();
        blocks.forEach(NativeBlock::close);
        blocks.clear();
    }

    private static BytePointer at(long address, long bytes) {
        BytePointer pointer = new BytePointer(new Address(address));
        pointer.capacity(bytes);
        return pointer;
    }

    /** JavaCPP's way to point at memory that one only has the address of. */
    private static final class Address extends Pointer {
        Address(long address) {
            this.address = address;
        }
    }
}
