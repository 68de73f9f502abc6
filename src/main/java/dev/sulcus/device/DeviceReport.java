package dev.sulcus.device;

import java.util.List;
import java.util.Map;

/**
 * What this machine offers to training and scoring. Immutable; as JSON its members have the names below. Sizes are in
 * bytes; a size or text that is unknown, or a limit that is not set, is null, or NaN for a double.
 *
 * @param jvm the Java that runs this
 * @param system operating system, its version and the architecture, as "Linux 6.1.0 amd64"
 * @param cpu processors and what they can do
 * @param memory of the machine and of this process's control group
 * @param tensorFlow the native library and the devices it computes on
 * @param openCv the native library that decodes scans
 * @param gpu driver and libraries that a GPU needs; informative on a machine without one
 * @param disks free space where Sulcus writes
 * @param environment the variables that change what the native libraries do, sorted by name
 * @param problems each a line that says why this machine can't train and what to do; empty when it can
 * @param advice each a line about what works but could be better
 */
public record DeviceReport(
        Jvm jvm,
        String system,
        Cpu cpu,
        Memory memory,
        TensorFlow tensorFlow,
        OpenCv openCv,
        Gpu gpu,
        List<Disk> disks,
        Map<String, String> environment,
        List<String> problems,
        List<String> advice) {

    /**
     * The Java that runs this.
     *
     * @param version as "17.0.15"
     * @param vendor who built it
     * @param maxHeapBytes what -Xmx allows; weights and batches are outside it
     */
    public record Jvm(String version, String vendor, long maxHeapBytes) {}

    /**
     * Processors.
     *
     * @param model as the kernel names it, or null
     * @param processors of the machine
     * @param usable that this process may use at a time, by affinity and control group
     * @param quotaCores processors' worth of time that the control group grants, or NaN when it sets no quota
     * @param features of those that oneDNN chooses its kernels by, the ones this processor has
     */
    public record Cpu(String model, int processors, int usable, double quotaCores, List<String> features) {}

    /**
     * Memory.
     *
     * @param totalBytes physical, or null
     * @param availableBytes that could be had without swapping, or null
     * @param limitBytes of the control group, or null when there is none
     */
    public record Memory(Long totalBytes, Long availableBytes, Long limitBytes) {}

    /**
     * The native TensorFlow.
     *
     * @param version as "2.18.0", or null when it can't be loaded
     * @param loadSeconds that loading took in this process, near 0 when it was loaded before; NaN when it can't be
     * @param devices that a session lists
     * @param failure why it can't be used, or null
     */
    public record TensorFlow(String version, double loadSeconds, List<ComputeDevice> devices, String failure) {
        /** Whether a session lists a GPU. */
        public boolean listsGpu() {
            return gpus() > 0;
        }

        /** How many GPUs a session lists. */
        public int gpus() {
            return (int) devices.stream()
                    .filter(device -> "GPU".equals(device.type()))
                    .count();
        }
    }

    /**
     * One device of a TensorFlow session.
     *
     * @param name as "/device:GPU:0"
     * @param type "CPU" or "GPU"
     * @param memoryBytes that TensorFlow may use on it; its fixed guess of 256 MiB for a CPU
     */
    public record ComputeDevice(String name, String type, long memoryBytes) {}

    /**
     * The native OpenCV.
     *
     * @param version as "4.10.0", or null when it can't be loaded
     * @param failure why it can't be used, or null
     */
    public record OpenCv(String version, String failure) {}

    /**
     * What a GPU needs.
     *
     * @param driver what is known of the NVIDIA driver's version, or null when there is none
     * @param build whether the TensorFlow on the class path is the one for GPUs
     * @param cards as the driver's management library lists them; empty where it can't be asked
     * @param libraries of driver, CUDA and cuDNN, in the order in which they are loaded; empty in a build for CPUs
     */
    public record Gpu(String driver, boolean build, List<GpuCard> cards, List<Library> libraries) {
        /** Those that are neither loaded nor at hand. */
        public List<Library> missing() {
            return libraries.stream()
                    .filter(library -> library.remedy() != null)
                    .toList();
        }
    }

    /**
     * A library that work on a GPU opens.
     *
     * @param name as it is opened
     * @param loaded whether it is in the process
     * @param place the file it was loaded from, or where it would be taken from; null when it is missing
     * @param remedy what to do where it is missing, else null
     */
    public record Library(String name, boolean loaded, String place, String remedy) {}

    /**
     * Free space in one place.
     *
     * @param use what Sulcus writes there
     * @param folder absolute
     * @param freeBytes for this user, or null
     */
    public record Disk(String use, String folder, Long freeBytes) {}

    /** Whether this machine can train: no problem was found. */
    public boolean canTrain() {
        return problems.isEmpty();
    }

    /** The report for a person: one fact a line, then problems, advice and the verdict. */
    public List<String> lines() {
        return DeviceLines.of(this);
    }
}
