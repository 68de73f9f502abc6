package dev.sulcus.device;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.sulcus.fault.Fault;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GPUOptions;

/**
 * How a TensorFlow session uses the machine.
 *
 * @param intraOpThreads threads inside one operation, 1 to 256; 0 takes what was chosen for the process, or else one per
 *     core
 * @param interOpThreads operations at a time, 1 to 256; 0 takes what was chosen for the process, or else what TensorFlow
 *     decides
 * @param precision of the products; weights are float32 whatever it is; absent means float32
 * @param device that the session may compute on; absent means AUTO
 */
public record SessionConfig(int intraOpThreads, int interOpThreads, Precision precision, DeviceChoice device) {
    /** TensorFlow's own choice of threads. */
    public static final SessionConfig DEFAULT = new SessionConfig(0, 0);

    /** Checks the ranges. */
    @JsonCreator
    public SessionConfig {
        requireThreads("intraOpThreads", intraOpThreads);
        requireThreads("interOpThreads", interOpThreads);
        precision = precision == null ? Precision.FLOAT32 : precision;
        device = device == null ? DeviceChoice.AUTO : device;
    }

    /** On whatever device is there. */
    public SessionConfig(int intraOpThreads, int interOpThreads, Precision precision) {
        this(intraOpThreads, interOpThreads, precision, DeviceChoice.AUTO);
    }

    /** In float32. */
    public SessionConfig(int intraOpThreads, int interOpThreads) {
        this(intraOpThreads, interOpThreads, Precision.FLOAT32);
    }

    /** The same threads, another precision. */
    public SessionConfig with(Precision other) {
        return new SessionConfig(intraOpThreads, interOpThreads, other, device);
    }

    /** The same on another device. */
    public SessionConfig with(DeviceChoice other) {
        return new SessionConfig(intraOpThreads, interOpThreads, precision, other);
    }

    /**
     * The same as TensorFlow reads it, for a session that is about to be opened. How many threads there are was decided
     * earlier in the process ({@link TensorFlowThreads}). Loads TensorFlow and settles how much it logs, before a session
     * speaks.
     */
    public ConfigProto toProto() {
        ConfigProto.Builder settings = TensorFlowThreads.settingsOf(this);
        TensorFlowLog.settle(settings.build());
        // Where no GPU can be, TensorFlow isn't asked to look for one: it would log that as an error.
        if (device == DeviceChoice.CPU || !GpuLibraries.settle()) {
            return settings.putDeviceCount("GPU", 0).build();
        }
        // Memory as needed: several sessions, and the decoder beside them, share the card.
        return settings.setGpuOptions(GPUOptions.newBuilder().setAllowGrowth(true))
                .build();
    }

    private static void requireThreads(String name, int value) {
        if (value < 0 || value > 256) {
            throw Fault.usage(name + " is " + value + " threads; it must be 0 (automatic) to 256");
        }
    }
}
