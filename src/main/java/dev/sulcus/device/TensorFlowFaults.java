package dev.sulcus.device;

import dev.sulcus.fault.Fault;
import org.tensorflow.exceptions.TFResourceExhaustedException;

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
        if (e instanceof TFResourceExhaustedException) {
            return Fault.memory(doing + ": out of memory (" + first + "); take a smaller batch", e);
        }
        return Fault.device(doing + ": TensorFlow failed: " + first, e);
    }
}
