package dev.sulcus.device;

import dev.sulcus.fault.Fault;
import org.bytedeco.javacpp.BytePointer;
import org.tensorflow.internal.c_api.TFE_Context;
import org.tensorflow.internal.c_api.TFE_ContextOptions;
import org.tensorflow.internal.c_api.TF_Status;
import org.tensorflow.internal.c_api.global.tensorflow;

/**
 * TensorFlow's way to run single operations without a graph, on the processor alone: one context for the whole process,
 * made when it is first asked for and never freed. Its threads are those of the process ({@link TensorFlowThreads}).
 * Thread-safe.
 */
public final class EagerRuntime {
    private static final class Holder {
        private static final TFE_Context CONTEXT = create();

        private static TFE_Context create() {
            GpuLibraries.settle();
            byte[] bytes = TensorFlowThreads.settingsOf(SessionConfig.DEFAULT)
                    .putDeviceCount("GPU", 0)
                    .build()
                    .toByteArray();
            TFE_ContextOptions options = tensorflow.TFE_NewContextOptions();
            TF_Status status = tensorflow.TF_NewStatus();
            try (BytePointer proto = new BytePointer(bytes)) {
                tensorflow.TFE_ContextOptionsSetConfig(options, proto, bytes.length, status);
                return tensorflow.TFE_NewContext(options, status);
            } finally {
                tensorflow.TF_DeleteStatus(status);
                tensorflow.TFE_DeleteContextOptions(options);
            }
        }
    }

    private EagerRuntime() {}

    /**
     * The context; borrowed, never to be closed.
     *
     * @throws Fault of kind device when TensorFlow can't be loaded or has no context
     */
    public static TFE_Context require() {
        try {
            TFE_Context context = Holder.CONTEXT;
            if (context == null || context.isNull()) {
                throw Fault.device("TensorFlow cannot run single operations on this machine", null);
            }
            return context;
        } catch (LinkageError e) {
            throw Fault.device("cannot load TensorFlow's native library on this machine: " + e.getMessage(), e);
        }
    }
}
