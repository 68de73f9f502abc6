package dev.sulcus.device;

import dev.sulcus.fault.Fault;
import java.nio.ByteBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/**
 * One block of native memory, uninitialised when it is allocated. Whoever allocates it closes it; addresses and buffers
 * from it are borrowed and end with it. Not thread-safe to close while another thread uses it; closing twice is allowed.
 */
public final class NativeBlock implements AutoCloseable {
    private final long bytes;
    private final long ledgerId;
    private final ByteBuffer buffer;
    private Pointer memory;

    private NativeBlock(String purpose, Pointer memory, long bytes) {
        this.memory = memory;
        this.bytes = bytes;
        this.buffer = bytes <= Integer.MAX_VALUE ? bufferOver(memory, bytes) : null;
        this.ledgerId = NativeBlocks.opened(purpose, bytes);
    }

    /**
     * Allocates {@code bytes}, 1 or more.
     *
     * @throws Fault of kind memory when the system refuses
     */
    public static NativeBlock allocate(String purpose, long bytes) {
        if (bytes < 1) {
            throw Fault.bug("a native block of " + bytes + " bytes was asked for " + purpose);
        }
        Pointer memory = Pointer.malloc(bytes);
        if (memory == null || memory.isNull()) {
            throw Fault.memory("cannot get " + bytes + " bytes of native memory for " + purpose, null);
        }
        return new NativeBlock(purpose, memory, bytes);
    }

    /** Where the block begins. */
    public long address() {
        return memory.address();
    }

    /** How long the block is. */
    public long bytes() {
        return bytes;
    }

    /**
     * The whole block as the one buffer that belongs to it: position and limit are shared by all who call this.
     *
     * @throws Fault of kind bug when the block is longer than a buffer can be
     */
    public ByteBuffer buffer() {
        if (buffer == null) {
            throw Fault.bug("a native block of " + bytes + " bytes is too long for one buffer");
        }
        return buffer;
    }

    @Override
    public void close() {
        if (memory != null) {
            Pointer.free(memory);
            memory = null;
            NativeBlocks.closed(ledgerId);
        }
    }

    private static ByteBuffer bufferOver(Pointer memory, long bytes) {
        return new BytePointer(memory).capacity(bytes).asByteBuffer();
    }
}
