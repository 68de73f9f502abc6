package dev.sulcus.pipeline;

import dev.sulcus.fault.Fault;
import java.nio.ByteBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.tensorflow.ndarray.buffer.DataStorageVisitor;
import org.tensorflow.types.TUint8;

/**
 * Looks at the bytes of TensorFlow's own buffers, without a copy. One object serves any number of tensors, one after the
 * other: what it needs to ask for an address is made once, so that a look leaves one view on the heap, about 64 bytes. Owns
 * no memory of a tensor. One thread at a time.
 */
public final class TensorBytes {
    private final AddressPointer pointer = new AddressPointer();
    private final Asked asked = new Asked();

    /** A view of a tensor's pixels; it ends with the tensor. */
    public ByteBuffer of(TUint8 tensor) {
        long bytes = tensor.asRawTensor().numBytes();
        if (bytes > Integer.MAX_VALUE) {
            throw Fault.memory("a batch of " + bytes + " bytes is too large; choose a smaller batch", null);
        }
        return pointer.aim(addressOf(tensor), bytes).asByteBuffer();
    }

    /** The raw address of TensorFlow's own buffer, by the one public way to it; it ends with the tensor. */
    public long addressOf(TUint8 tensor) {
        tensor.asRawTensor().data().accept(asked);
        return asked.address;
    }

    /** Takes the address as a field: as an answer it would be boxed. */
    private static final class Asked implements DataStorageVisitor<Void> {
        private long address;

        @Override
        public Void visit(ByteBuffer buffer) {
            try (BytePointer whole = new BytePointer(buffer)) {
                address = whole.address();
            }
            return null;
        }

        @Override
        public Void visit(long start, long length, long scale) {
            address = start;
            return null;
        }

        @Override
        public Void fallback() {
            throw Fault.bug("TensorFlow keeps a tensor where it has no address");
        }
    }
}
