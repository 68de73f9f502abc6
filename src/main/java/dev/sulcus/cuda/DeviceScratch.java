package dev.sulcus.cuda;

import dev.sulcus.fault.Fault;

/**
 * Device memory that grows when more is wanted and never shrinks. What it held is lost when it grows. Whoever opens it
 * closes it. One thread.
 */
final class DeviceScratch implements AutoCloseable {
    private final Gpu gpu;
    private final String purpose;
    private DeviceMemory memory;

    DeviceScratch(Gpu gpu, String purpose) {
        this.gpu = gpu;
        this.purpose = purpose;
    }

    /**
     * At least so much. What the card still does with the old block ends first.
     *
     * @throws Fault of kind memory when the card has not so much; then it holds nothing, and less may be asked for
     */
    DeviceMemory require(long bytes) {
        if (memory == null || memory.bytes() < bytes) {
            close();
            memory = gpu.allocate(purpose, bytes + bytes / 4); // pictures differ: not every batch a little more
        }
        return memory;
    }

    @Override
    public void close() {
        if (memory != null) {
            DeviceMemory old = memory;
            memory = null;
            old.close();
        }
    }
}
