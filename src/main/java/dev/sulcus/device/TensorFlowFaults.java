package dev.sulcus.device;

import dev.sulcus.fault.Fault;
import java.util.List;
import org.tensorflow.exceptions.TFResourceExhaustedException;
import org.tensorflow.internal.c_api.global.tensorflow;

/** What TensorFlow throws, as a fault whose kind decides the reaction. */
public final class TensorFlowFaults {
    /**
     * cuDNN and cuBLAS take memory beside TensorFlow's, and what they say when there is none reaches us as an internal error
     * or as "no algorithm worked".
     */
    private static final List<String> WANT = List.of(
            "CUDNN_STATUS_ALLOC_FAILED",
            "CUBLAS_STATUS_ALLOC_FAILED",
            "CUDA_ERROR_OUT_OF_MEMORY",
            "OOM when allocating");

    private TensorFlowFaults() {}

    /** Whether a fault says that TensorFlow ran out of memory: a smaller batch may do. */
    public static boolean outOfMemory(Fault fault) {
        return fault.getCause() instanceof TFResourceExhaustedException;
    }

    /**
     * A memory fault when TensorFlow ran out of it, a device fault otherwise.
     *
     * @param e of any of the three families that TensorFlow Java throws: TensorFlowException, TFInvalidArgumentException,
     *     TFUnimplementedException
     */
    public static Fault of(String doing, RuntimeException e) {
        String whole = String.valueOf(e.getMessage());
        String first = whole.lines().findFirst().orElse("no message");
        return e instanceof TFResourceExhaustedException || wants(whole)
                ? exhausted(doing, first, e)
                : failed(doing, first, e);
    }

    /** As above, of what the C interface reports. */
    static Fault of(String doing, int code, String message) {
        String first = message.lines().findFirst().orElse("no message");
        return code == tensorflow.TF_RESOURCE_EXHAUSTED || wants(message)
                ? exhausted(doing, first, null)
                : failed(doing, first, null);
    }

    private static boolean wants(String message) {
        return WANT.stream().anyMatch(message::contains);
    }

    private static Fault exhausted(String doing, String first, RuntimeException cause) {
        RuntimeException exhausted = cause;
        if (!(cause instanceof TFResourceExhaustedException)) {
            exhausted = new TFResourceExhaustedException(first);
            exhausted.initCause(cause);
        }
        return Fault.memory(doing + ": out of memory (" + first + "); take a smaller batch", exhausted);
    }

    private static Fault failed(String doing, String first, RuntimeException cause) {
        return Fault.device(doing + ": TensorFlow failed: " + first, cause);
    }
}
