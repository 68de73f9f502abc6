package dev.sulcus.device;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;

/**
 * Reads a card through NVML. The calls are bound to methods that take numbers alone (an address as 64 bits), so that one
 * allocates nothing. Signatures from NVIDIA's NVML API reference.
 */
final class NvmlGauge implements GpuGauge {
    private static final int SUCCESS = 0;
    private static final int SM_CLOCK = 1; // nvmlClockType_t: NVML_CLOCK_SM

    private final long device;
    // nvmlUtilization_t is two unsigned ints, nvmlMemory_t three unsigned longs: the longest that is written.
    private final Memory memory = new Memory(3L * Long.BYTES);
    private final long at = com.sun.jna.Pointer.nativeValue(memory);

    /** @param device nvmlDevice_t */
    private NvmlGauge(long device) {
        this.device = device;
    }

    /** For one card; null where the driver is so old that it lacks one of the functions. */
    static GpuGauge open(NativeLibrary library, long device) {
        try {
            Native.register(NvmlGauge.class, library);
            return new NvmlGauge(device);
        } catch (UnsatisfiedLinkError e) {
            return null;
        }
    }

    @Override
    public void read(GpuReading into) {
        into.utilisationPercent = known(nvmlDeviceGetUtilizationRates(device, at));
        boolean knowsMemory = nvmlDeviceGetMemoryInfo(device, at) == SUCCESS;
        into.memoryBytes = knowsMemory ? memory.getLong(2L * Long.BYTES) : GpuReading.UNKNOWN;
        into.milliwatts = known(nvmlDeviceGetPowerUsage(device, at));
        boolean counts = nvmlDeviceGetTotalEnergyConsumption(device, at) == SUCCESS;
        into.millijoules = counts ? memory.getLong(0) : GpuReading.UNKNOWN;
        into.clockMhz = known(nvmlDeviceGetClockInfo(device, SM_CLOCK, at));
        boolean tells = nvmlDeviceGetCurrentClocksThrottleReasons(device, at) == SUCCESS;
        into.throttle = tells ? memory.getLong(0) : 0;
    }

    @Override
    public void close() {
        memory.close();
    }

    /** The unsigned int that the call wrote. */
    private long known(int result) {
        return result == SUCCESS ? Integer.toUnsignedLong(memory.getInt(0)) : GpuReading.UNKNOWN;
    }

    private static native int nvmlDeviceGetUtilizationRates(long device, long utilization);

    private static native int nvmlDeviceGetMemoryInfo(long device, long memory);

    private static native int nvmlDeviceGetPowerUsage(long device, long milliwatts);

    private static native int nvmlDeviceGetTotalEnergyConsumption(long device, long millijoules);

    private static native int nvmlDeviceGetClockInfo(long device, int type, long megahertz);

    private static native int nvmlDeviceGetCurrentClocksThrottleReasons(long device, long reasons);
}
