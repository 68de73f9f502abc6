package dev.sulcus.device;

import dev.sulcus.fault.Fault;
import org.tensorflow.exceptions.TFResourceExhaustedException;
import org.tensorflow.internal.c_api.global.tensorflow;

/** What TensorFlow throws, as a fault whose kind decides the reaction. */
public final class TensorFlowFaults {
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
        String first = String.valueOf(e.getMessage()).lines().findFirst().orElse("no message");
        return e instanceof TFResourceExhaustedException ? exhausted(doing, first, e) : failed(doing, first, e);
    }

    /** As above, of what the C interface reports. */
    static Fault of(String doing, int code, String message) {
        String first = message.lines().findFirst().orElse("no message");
        return code == tensorflow.TF_RESOURCE_EXHAUSTED ? exhausted(doing, first, null) : failed(doing, first, null);
    }

    private static Fault exhausted(String doing, String first, RuntimeException cause) {
        return Fault.memory(doing + ": out of memory (" + first + "); take a smaller batch", cause);
    }

    private static Fault failed(String doing, String first, RuntimeException cause) {
        return Fault.device(doing + ": TensorFlow failed: " + first, cause);
    }
}
