package dev.sulcus.device;

import dev.sulcus.fault.Fault;
import java.util.Arrays;
import java.util.Objects;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.tensorflow.internal.c_api.TFE_TensorHandle;
import org.tensorflow.internal.c_api.TF_Tensor;
import org.tensorflow.internal.c_api.global.tensorflow;

/**
 * A tensor outside of any session, in memory of TensorFlow's or of ours. Whoever is given one closes it. One thread at a
 * time.
 *
 * <p>A tensor that {@link #lend} makes reads memory that stays ours: on a GPU that of the card, on the processor the
 * host's. TensorFlow computes on a stream of its own and knows nothing of ours. So whoever lends waits until the memory is
 * filled (an event of the stream that fills it, waited for on the host) before the tensor goes into a function; and may
 * fill or free that memory again once {@link #read} of the function's answer has returned and this tensor is closed:
 * whatever read the memory came before the answer on TensorFlow's stream.
 */
public final class EagerTensor implements AutoCloseable {
    /** To what Eigen aligns; a tensor at another address ends the process. */
    private static final int ALIGNMENT = 64;

    private final long ledgerId;
    private TFE_TensorHandle handle;

    EagerTensor(TFE_TensorHandle handle) {
        this.handle = handle;
        this.ledgerId = NativeBlocks.opened("TensorFlow tensor", 1);
    }

    /** An address outside of Java's control. */
    private static final class Address extends Pointer {
        Address(long at) {
            super((Pointer) null);
            address = at;
        }
    }

    /**
     * A tensor of bytes over memory that stays the caller's, without a copy.
     *
     * @param address on {@code device}, a multiple of 64; uint8, rows without gaps
     * @param shape N, H, W, C
     * @throws Fault of kind device when TensorFlow refuses
     */
    public static EagerTensor lend(EagerDevice device, long address, long... shape) {
        if (address == 0 || address % ALIGNMENT != 0) {
            throw Fault.bug(
                    "memory at " + address + " was lent to TensorFlow; it must begin at a multiple of " + ALIGNMENT);
        }
        long bytes = Arrays.stream(shape).reduce(1, Math::multiplyExact);
        try (EagerStatus status = new EagerStatus()) {
            // The loan ends by its callback also where TensorFlow refuses it.
            TFE_TensorHandle handle = tensorflow.TFE_NewTensorHandleFromDeviceMemory(
                    device.context(),
                    device.name(),
                    tensorflow.TF_UINT8,
                    shape,
                    shape.length,
                    new Address(address),
                    bytes,
                    LentMemory.RETURNED,
                    LentMemory.lend(bytes),
                    status.raw());
            status.require("lending memory to TensorFlow");
            return new EagerTensor(handle);
        }
    }

    /**
     * Bytes of the host as a tensor on {@code device}: lent where that is the processor, copied once, and waited for, where
     * it is a GPU.
     *
     * @param address of host memory, a multiple of 64; it stays the caller's
     */
    public static EagerTensor ofHost(EagerDevice device, long address, long... shape) {
        EagerTensor lent = lend(device.host(), address, shape);
        return device.gpu() ? moved(lent, device) : lent;
    }

    /**
     * A copy of numbers in memory of TensorFlow's on {@code device}.
     *
     * @throws Fault of kind memory when there is no room
     */
    public static EagerTensor copy(EagerDevice device, float[] values, long... shape) {
        if (Arrays.stream(shape).reduce(1, Math::multiplyExact) != values.length) {
            throw Fault.bug(values.length + " numbers for a tensor of shape " + Arrays.toString(shape));
        }
        TF_Tensor tensor = tensorflow.TF_AllocateTensor(
                tensorflow.TF_FLOAT, shape, shape.length, (long) values.length * Float.BYTES);
        if (tensor == null || tensor.isNull()) {
            throw Fault.memory("no room for " + values.length + " weights", null);
        }
        try (EagerStatus status = new EagerStatus()) {
            new FloatPointer(tensorflow.TF_TensorData(tensor)).put(values, 0, values.length);
            TFE_TensorHandle handle = tensorflow.TFE_NewTensorHandle(tensor, status.raw());
            status.require("making a tensor");
            EagerTensor host = new EagerTensor(handle);
            return device.gpu() ? moved(host, device) : host;
        } finally {
            tensorflow.TF_DeleteTensor(tensor);
        }
    }

    /**
     * Waits until a float32 tensor is computed, and copies it to the host.
     *
     * @return how many numbers were written at {@code offset}
     * @throws Fault of kind memory or device when what computes it failed
     */
    public int read(float[] out, int offset) {
        try (EagerStatus status = new EagerStatus()) {
            TF_Tensor tensor = tensorflow.TFE_TensorHandleResolve(handle(), status.raw());
            status.require("reading an answer");
            try {
                int n = Math.toIntExact(tensorflow.TF_TensorByteSize(tensor) / Float.BYTES);
                Objects.checkFromIndexSize(offset, n, out.length); // JavaCPP copies without looking
                new FloatPointer(tensorflow.TF_TensorData(tensor)).get(out, offset, n);
                return n;
            } finally {
                tensorflow.TF_DeleteTensor(tensor);
            }
        }
    }

    @Override
    public void close() {
        if (handle != null) {
            tensorflow.TFE_DeleteTensorHandle(handle);
            handle = null;
            NativeBlocks.closed(ledgerId);
        }
    }

    TFE_TensorHandle handle() {
        if (handle == null) {
            throw Fault.bug("a tensor was used after it was closed");
        }
        return handle;
    }

    /** Takes {@code source}. */
    private static EagerTensor moved(EagerTensor source, EagerDevice device) {
        try (source;
                EagerStatus status = new EagerStatus()) {
            TFE_TensorHandle there = tensorflow.TFE_TensorHandleCopyToDevice(
                    source.handle(), device.context(), device.name(), status.raw());
            status.require("copying to the GPU");
            return new EagerTensor(there);
        }
    }
}
