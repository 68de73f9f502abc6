package dev.sulcus.device;

import dev.sulcus.fault.Fault;
import java.util.function.Supplier;
import org.bytedeco.javacpp.BytePointer;
import org.tensorflow.internal.c_api.TFE_Context;
import org.tensorflow.internal.c_api.TFE_ContextOptions;
import org.tensorflow.internal.c_api.TF_Status;
import org.tensorflow.internal.c_api.global.tensorflow;
import org.tensorflow.proto.ConfigProto;

/**
 * TensorFlow's way to run single operations and functions without a session: one context for the whole process that knows
 * the processor alone, and one that knows the first GPU too. Each is made when it is first asked for and never freed. Their
 * threads are those of the process ({@link TensorFlowThreads}). Thread-safe.
 */
public final class EagerRuntime {
    private static final class Holder {
        private static final TFE_Context CONTEXT = processor();

        private static TFE_Context processor() {
            GpuLibraries.settle();
            return create(TensorFlowThreads.settingsOf(SessionConfig.DEFAULT)
                    .putDeviceCount("GPU", 0)
                    .build());
        }
    }

    private static TFE_Context withGpu;

    private EagerRuntime() {}

    /**
     * The context; borrowed, never to be closed.
     *
     * @throws Fault of kind device when TensorFlow can't be loaded or has no context
     */
    public static TFE_Context require() {
        return required(() -> Holder.CONTEXT);
    }

    /**
     * The context that knows the first GPU, where there is one; borrowed, never to be closed.
     *
     * @param config what whoever asks first decides for the process
     * @throws Fault of kind device when TensorFlow can't be loaded or has no context
     */
    static synchronized TFE_Context requireWithGpu(SessionConfig config) {
        if (withGpu == null) {
            withGpu = required(() -> create(config.with(DeviceChoice.GPU).toProto()));
        }
        return withGpu;
    }

    private static TFE_Context create(ConfigProto config) {
        byte[] bytes = config.toByteArray();
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

    private static TFE_Context required(Supplier<TFE_Context> holder) {
        try {
            TFE_Context context = holder.get();
            if (context == null || context.isNull()) {
                throw Fault.device("TensorFlow cannot run single operations on this machine", null);
            }
            return context;
        } catch (LinkageError e) {
            throw Fault.device("cannot load TensorFlow's native library on this machine: " + e.getMessage(), e);
        }
    }
}
