package dev.sulcus.pipeline;

import dev.sulcus.fault.Fault;
import java.nio.ByteBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.tensorflow.ndarray.buffer.DataStorageVisitor;
import org.tensorflow.types.TUint8;

/** The bytes of TensorFlow's own buffer, without a copy. Stateless, thread-safe. */
public final class TensorBytes {
    private TensorBytes() {}

    /** A view of a tensor's pixels; it ends with the tensor. One small object on the heap per call. */
    public static ByteBuffer of(TUint8 tensor) {
        long bytes = tensor.shape().size();
        if (bytes > Integer.MAX_VALUE) {
            throw Fault.memory("a batch of " + bytes + " bytes is too large; choose a smaller batch", null);
        }
        try (BytePointer pointer = new BytePointer(new Address(addressOf(tensor)))) {
            pointer.capacity(bytes);
            return pointer.asByteBuffer();
        }
    }

    /** The raw address of TensorFlow's own buffer, by the one public way to it. */
    static long addressOf(TUint8 tensor) {
        return tensor.asRawTensor().data().accept(new DataStorageVisitor<Long>() {
            @Override
            public Long visit(ByteBuffer buffer) {
                try (BytePointer pointer = new BytePointer(buffer)) {
                    return pointer.address();
                }
            }

            @Override
            public Long visit(long address, long length, long scale) {
                return address;
            }

            @Override
            public Long fallback() {
                throw Fault.bug("TensorFlow keeps a tensor where it has no address");
            }
        });
    }

    private static final class Address extends Pointer {
        Address(long address) {
            this.address = address;
        }
    }
}
