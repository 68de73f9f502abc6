package dev.sulcus.device;

import dev.sulcus.fault.Fault;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Decides whether sessions compute on a GPU, by what a session really lists. Loads TensorFlow. Thread-safe. */
public final class ComputeDevices {
    private ComputeDevices() {}

    /**
     * What a choice comes to on this machine.
     *
     * @param gpu whether TensorFlow's sessions will list a GPU
     * @param why the line for a user who could have expected a GPU and gets none; null otherwise
     */
    public record Outcome(boolean gpu, String why) {}

    /**
     * Settles a choice. With AUTO nothing is loaded in a build for CPUs.
     *
     * @throws Fault of kind device, with the reason and what to do, when a GPU was asked for and none can be used
     */
    public static Outcome settle(DeviceChoice choice) {
        return switch (choice) {
            case CPU -> new Outcome(false, null);
            case GPU -> required(obstacle());
            case AUTO -> NativeLibraries.isGpuBuild() ? found(obstacle()) : new Outcome(false, idleCard());
        };
    }

    /** How many GPUs a session lists. Loads TensorFlow. */
    static int gpus() {
        return NativeLibraries.tensorFlow().gpus();
    }

    /** Free memory of that card of this process that has the least of it, in bytes; nothing where the driver doesn't say. */
    public static OptionalLong freeGpuBytes() {
        return leastFree(Nvml.open().visible());
    }

    static OptionalLong leastFree(List<GpuCard> cards) {
        boolean known = cards.stream().allMatch(card -> card.freeBytes() != null);
        return known ? cards.stream().mapToLong(GpuCard::freeBytes).min() : OptionalLong.empty();
    }

    static Outcome required(Optional<String> obstacle) {
        if (obstacle.isPresent()) {
            throw Fault.device("no GPU can be used: " + obstacle.get(), null);
        }
        return new Outcome(true, null);
    }

    static Outcome found(Optional<String> obstacle) {
        return new Outcome(
                obstacle.isEmpty(),
                obstacle.map(why -> "computing on the CPU: " + why).orElse(null));
    }

    /** Why TensorFlow has no GPU here, and what to do; nothing when a session lists one. */
    private static Optional<String> obstacle() {
        if (!NativeLibraries.isGpuBuild()) {
            return Optional.of(NativeLibraries.CPU_BUILD);
        }
        if (!GpuLibraries.driverOpens()) {
            return Optional.of("there is no NVIDIA driver (" + GpuLibrary.DRIVER.fileName() + " "
                    + GpuLibrary.DRIVER.remedy() + ")");
        }
        GpuManagement management = Nvml.open();
        return listed(NativeLibraries.tensorFlow(), GpuLibraries.missing())
                .or(() -> CardSupport.obstacle(management.visible(), management.cudaVersion()));
    }

    static Optional<String> listed(DeviceReport.TensorFlow tensorFlow, List<GpuLibrary> missing) {
        if (tensorFlow.failure() != null) {
            return Optional.of("TensorFlow can't be loaded: " + tensorFlow.failure());
        }
        if (tensorFlow.listsGpu()) {
            return Optional.empty();
        }
        if (!missing.isEmpty()) {
            return Optional.of(missing.get(0).fileName() + " is missing: "
                    + missing.get(0).remedy() + " (sulcus doctor lists all)");
        }
        return Optional.of("TensorFlow lists none; start again with TF_CPP_MIN_LOG_LEVEL=0 to see why");
    }

    private static String idleCard() {
        boolean card = new HostFiles(Path.of("/")).nvidiaDriver() != null;
        return card ? "computing on the CPU: " + NativeLibraries.CPU_BUILD : null;
    }
}
