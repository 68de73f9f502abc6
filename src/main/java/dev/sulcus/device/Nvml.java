package dev.sulcus.device;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * NVIDIA's management library, called through JNA: it belongs to the driver, so this works in a build for CPUs too.
 * Signatures from NVIDIA's NVML API reference. A call that fails leaves its figure unknown.
 */
final class Nvml implements GpuManagement {
    private static final int SUCCESS = 0;
    private static final int NAME_BYTES = 96;
    private static final int BUS_ID_BYTES = 32;
    private static final int SM = 1; // nvmlClockType_t
    private static final int MEMORY = 2;

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
            return open(NativeLibrary.getInstance(GpuLibrary.MANAGEMENT.fileName()));
        } catch (LinkageError e) {
            return NONE;
        }
    }

    static GpuManagement open(NativeLibrary library) {
        Nvml nvml = new Nvml(library);
        return nvml.call("nvmlInit_v2") ? nvml : NONE;
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

    @Override
    public List<GpuCard> visible() {
        List<String> places = placesOfCuda();
        List<GpuCard> cards = new ArrayList<>();
        for (String place : places) {
            var handle = new PointerByReference();
            if (call("nvmlDeviceGetHandleByPciBusId_v2", place, handle)) {
                cards.add(card(handle.getValue()));
            }
        }
        return cards.isEmpty() || cards.size() < places.size() ? cards() : List.copyOf(cards);
    }

    @Override
    public GpuState state() {
        Pointer device = first();
        if (device == null) {
            return null;
        }
        return new GpuState(
                card(device),
                ecc(device).orElse(null),
                flag("nvmlDeviceGetPersistenceMode", device).orElse(null),
                number("nvmlDeviceGetClockInfo", device, SM),
                number("nvmlDeviceGetMaxClockInfo", device, SM),
                number("nvmlDeviceGetClockInfo", device, MEMORY),
                number("nvmlDeviceGetMaxClockInfo", device, MEMORY),
                number("nvmlDeviceGetTemperature", device, 0)); // nvmlTemperatureSensors_t: the chip
    }

    @Override
    public GpuGauge gauge() {
        Pointer device = first();
        return device == null ? null : NvmlGauge.open(library, Pointer.nativeValue(device));
    }

    /** The card that CUDA counts first: NVML counts by place on the bus and knows nothing of CUDA_VISIBLE_DEVICES. */
    private Pointer first() {
        var count = new IntByReference();
        if (!call("nvmlDeviceGetCount_v2", count) || count.getValue() == 0) {
            return null;
        }
        var handle = new PointerByReference();
        if (count.getValue() == 1) {
            return call("nvmlDeviceGetHandleByIndex_v2", 0, handle) ? handle.getValue() : null;
        }
        List<String> places = placesOfCuda();
        return !places.isEmpty() && call("nvmlDeviceGetHandleByPciBusId_v2", places.get(0), handle)
                ? handle.getValue()
                : null;
    }

    /** The places on the bus of CUDA's devices, from the driver; none where they can't be told. */
    private static List<String> placesOfCuda() {
        List<String> places = new ArrayList<>();
        var count = new IntByReference();
        try (Memory text = new Memory(BUS_ID_BYTES)) {
            NativeLibrary driver = NativeLibrary.getInstance(GpuLibrary.DRIVER.fileName());
            boolean told = driver.getFunction("cuInit").invokeInt(new Object[] {0}) == SUCCESS
                    && driver.getFunction("cuDeviceGetCount").invokeInt(new Object[] {count}) == SUCCESS;
            Function place = driver.getFunction("cuDeviceGetPCIBusId");
            for (int i = 0; told && i < count.getValue(); i++) {
                if (place.invokeInt(new Object[] {text, BUS_ID_BYTES, i}) != SUCCESS) {
                    return List.of();
                }
                places.add(text.getString(0));
            }
            return places;
        } catch (LinkageError e) {
            return List.of();
        }
    }

    private Optional<Boolean> ecc(Pointer device) {
        var current = new IntByReference();
        boolean known = call("nvmlDeviceGetEccMode", device, current, new IntByReference());
        return known ? Optional.of(current.getValue() != 0) : Optional.empty();
    }

    private Optional<Boolean> flag(String name, Pointer device) {
        var value = new IntByReference();
        return call(name, device, value) ? Optional.of(value.getValue() != 0) : Optional.empty();
    }

    private double number(String name, Pointer device, int which) {
        var value = new IntByReference();
        return call(name, device, which, value) ? value.getValue() : Double.NaN;
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
