package dev.sulcus.device;

import dev.sulcus.fault.Fault;
import org.tensorflow.proto.ConfigProto;

/**
 * How a TensorFlow session uses the machine.
 *
 * @param intraOpThreads threads inside one operation, 1 to 256; 0 lets TensorFlow take one per core
 * @param interOpThreads operations at a time, 1 to 256; 0 lets TensorFlow decide
 */
public record SessionConfig(int intraOpThreads, int interOpThreads) {
    /** TensorFlow's own choice of threads. */
    public static final SessionConfig DEFAULT = new SessionConfig(0, 0);

    /** Checks the ranges. */
    public SessionConfig {
        requireThreads("intraOpThreads", intraOpThreads);
        requireThreads("interOpThreads", interOpThreads);
    }

    /** The same as TensorFlow reads it. Loads TensorFlow and settles how much it logs, before a session speaks. */
    public ConfigProto toProto() {
        TensorFlowLog.settle();
        return ConfigProto.newBuilder()
                .setIntraOpParallelismThreads(intraOpThreads)
                .setInterOpParallelismThreads(interOpThreads)
                .build();
    }

    private static void requireThreads(String name, int value) {
        if (value < 0 || value > 256) {
            throw Fault.usage(name + " is " + value + " threads; it must be 0 (automatic) to 256");
        }
    }
}
