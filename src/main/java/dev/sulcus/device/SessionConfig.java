package dev.sulcus.device;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.sulcus.fault.Fault;
import org.tensorflow.proto.ConfigProto;

/**
 * How a TensorFlow session uses the machine.
 *
 * @param intraOpThreads threads inside one operation, 1 to 256; 0 takes what was chosen for the process, or else one per
 *     core
 * @param interOpThreads operations at a time, 1 to 256; 0 takes what was chosen for the process, or else what TensorFlow
 *     decides
 * @param precision of the products; weights are float32 whatever it is; absent means float32
 * @param device that the session may compute on; absent means AUTO
 * @param deterministic whether only operations are used whose bits repeat; on a CPU all are
 * @param gpu how a card is used; null on a CPU, and on a GPU for {@link GpuConfig#DEFAULT}
 */
public record SessionConfig(
        int intraOpThreads,
        int interOpThreads,
        Precision precision,
        DeviceChoice device,
        boolean deterministic,
        GpuConfig gpu) {
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
        this(intraOpThreads, interOpThreads, precision, DeviceChoice.AUTO, false, null);
    }

    /** In float32. */
    public SessionConfig(int intraOpThreads, int interOpThreads) {
        this(intraOpThreads, interOpThreads, Precision.FLOAT32);
    }

    /** The same threads, another precision. */
    public SessionConfig with(Precision other) {
        return new SessionConfig(intraOpThreads, interOpThreads, other, device, deterministic, gpu);
    }

    /** The same on another device. */
    public SessionConfig with(DeviceChoice other) {
        return new SessionConfig(intraOpThreads, interOpThreads, precision, other, deterministic, gpu);
    }

    /** The same as the process was told ({@link ProcessSwitches}): for the CPU where {@code card} is null. */
    public SessionConfig with(boolean repeat, GpuConfig card) {
        return new SessionConfig(intraOpThreads, interOpThreads, precision, device, repeat, card);
    }

    /**
     * The same as TensorFlow reads it, for a session that is about to be opened. How many threads there are was decided
     * earlier in the process ({@link TensorFlowThreads}). Loads TensorFlow and settles how much it logs, before a session
     * speaks.
     */
    public ConfigProto toProto() {
        ConfigProto.Builder settings = TensorFlowThreads.settingsOf(this);
        TensorFlowLog.settle(settings.build());
        ProcessSwitches.settle();
        // Where no GPU can be, TensorFlow isn't asked to look for one: it would log that as an error.
        if (device == DeviceChoice.CPU || !GpuLibraries.settle()) {
            return settings.putDeviceCount("GPU", 0).build();
        }
        return (gpu == null ? ProcessSwitches.card() : gpu).addTo(settings).build();
    }

    private static void requireThreads(String name, int value) {
        if (value < 0 || value > 256) {
            throw Fault.usage(name + " is " + value + " threads; it must be 0 (automatic) to 256");
        }
    }
}
