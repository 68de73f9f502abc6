package dev.sulcus.device;

import dev.sulcus.fault.Fault;
import org.tensorflow.internal.c_api.TFE_Context;
import org.tensorflow.internal.c_api.TF_DeviceList;
import org.tensorflow.internal.c_api.global.tensorflow;

/**
 * Where {@link EagerFunction}s compute and {@link EagerTensor}s lie: the processor, or the first GPU. Immutable,
 * thread-safe; lives as long as the process.
 */
public final class EagerDevice {
    private static final String TASK = "/job:localhost/replica:0/task:0/device:";
    private static final String PROCESSOR = TASK + "CPU:0";
    private static final String FIRST_GPU = TASK + "GPU:0";

    private final TFE_Context context;
    private final boolean gpu;

    private EagerDevice(TFE_Context context, boolean gpu) {
        this.context = context;
        this.gpu = gpu;
    }

    /**
     * What a session with these settings would compute on.
     *
     * @param config its device: GPU takes the first GPU; AUTO and CPU the processor, for whoever settled a choice knows by
     *     then. How the GPU is used is decided by the first who asks for it
     * @throws Fault of kind device when TensorFlow can't be loaded, or lists no GPU where one was asked for
     */
    public static EagerDevice of(SessionConfig config) {
        if (config.device() != DeviceChoice.GPU) {
            return new EagerDevice(EagerRuntime.require(), false);
        }
        TFE_Context context = EagerRuntime.requireWithGpu(config);
        if (!lists(context, FIRST_GPU)) {
            throw Fault.device("no GPU can be used: TensorFlow lists none; sulcus doctor says why", null);
        }
        return new EagerDevice(context, true);
    }

    /** Whether it is a GPU: memory that is lent to it lies on the card then. */
    public boolean gpu() {
        return gpu;
    }

    TFE_Context context() {
        return context;
    }

    /** As TensorFlow names it. */
    String name() {
        return gpu ? FIRST_GPU : PROCESSOR;
    }

    /** The processor of the same context, over whose memory a tensor begins that goes to a GPU. */
    EagerDevice host() {
        return gpu ? new EagerDevice(context, false) : this;
    }

    private static boolean lists(TFE_Context context, String name) {
        try (EagerStatus status = new EagerStatus()) {
            TF_DeviceList devices = tensorflow.TFE_ContextListDevices(context, status.raw());
            status.require("listing devices");
            try {
                for (int i = 0; i < tensorflow.TF_DeviceListCount(devices); i++) {
                    if (name.equals(tensorflow.TF_DeviceListName(devices, i, status.raw())
                            .getString())) {
                        return true;
                    }
                }
                return false;
            } finally {
                tensorflow.TF_DeleteDeviceList(devices);
            }
        }
    }
}
