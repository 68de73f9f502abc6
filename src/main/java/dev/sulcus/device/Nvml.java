package dev.sulcus.device;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import java.util.ArrayList;
import java.util.List;

/**
 * NVIDIA's management library, called through JNA: it belongs to the driver, so this works in a build for CPUs too.
 * Signatures from NVIDIA's NVML API reference. A call that fails leaves its figure unknown.
 */
final class Nvml implements GpuManagement {
    private static final int SUCCESS = 0;
    private static final int NAME_BYTES = 96;

    private final NativeLibrary library;

    private Nvml(NativeLibrary library) {
        this.library = library;
    }

    /** The library, started; {@link GpuManagement#NONE} where there is none or it can't be started. */
    static GpuManagement open() {
        if (!GpuLibraries.managementOpens()) {
            return NONE;
        }
        try {
            Nvml nvml = new Nvml(NativeLibrary.getInstance(GpuLibrary.MANAGEMENT.fileName()));
            return nvml.call("nvmlInit_v2") ? nvml : NONE;
        } catch (LinkageError e) {
            return NONE;
        }
    }

    @Override
    public String driverVersion() {
        try (Memory text = new Memory(NAME_BYTES)) {
            return call("nvmlSystemGetDriverVersion", text, NAME_BYTES) ? text.getString(0) : null;
        }
    }

    @Override
    public String cudaVersion() {
        var version = new IntByReference();
        boolean known = call("nvmlSystemGetCudaDriverVersion_v2", version);
        return known ? version.getValue() / 1000 + "." + version.getValue() % 1000 / 10 : null;
    }

    @Override
    public List<GpuCard> cards() {
        var count = new IntByReference();
        List<GpuCard> cards = new ArrayList<>();
        if (call("nvmlDeviceGetCount_v2", count)) {
            for (int i = 0; i < count.getValue(); i++) {
                var handle = new PointerByReference();
                if (call("nvmlDeviceGetHandleByIndex_v2", i, handle)) {
                    cards.add(card(handle.getValue()));
                }
            }
        }
        return List.copyOf(cards);
    }

    private GpuCard card(Pointer device) {
        var limit = new IntByReference();
        boolean limited = call("nvmlDeviceGetEnforcedPowerLimit", device, limit);
        // nvmlMemory_t: total, free and used, unsigned 64 bits each.
        try (Memory memory = new Memory(3 * Long.BYTES)) {
            boolean known = call("nvmlDeviceGetMemoryInfo", device, memory);
            return new GpuCard(
                    name(device),
                    capability(device),
                    known ? memory.getLong(0) : null,
                    known ? memory.getLong(Long.BYTES) : null,
                    limited ? limit.getValue() / 1000.0 : Double.NaN);
        }
    }

    private String name(Pointer device) {
        try (Memory text = new Memory(NAME_BYTES)) {
            return call("nvmlDeviceGetName", device, text, NAME_BYTES) ? text.getString(0) : "unknown";
        }
    }

    private String capability(Pointer device) {
        var major = new IntByReference();
        var minor = new IntByReference();
        boolean known = call("nvmlDeviceGetCudaComputeCapability", device, major, minor);
        return known ? major.getValue() + "." + minor.getValue() : null;
    }

    private boolean call(String name, Object... arguments) {
        try {
            Function function = library.getFunction(name);
            return function.invokeInt(arguments) == SUCCESS;
        } catch (UnsatisfiedLinkError e) {
            return false; // an older driver lacks the function
        }
    }
}
