package dev.sulcus.device;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The machine that a measurement was made on, as it is written beside the figures. What is unknown is null, or NaN for a
 * number.
 *
 * @param cpu the processor's name as the kernel has it
 * @param processors of the machine
 * @param usable that this process may use at a time
 * @param quotaCores processors' worth of time that the control group grants; NaN without a quota
 * @param governor how the kernel chooses the clock of the first processor; null where it doesn't tell, as in most
 *     virtual machines
 * @param features of the processor that oneDNN chooses its kernels by
 * @param memoryBytes physical
 * @param memoryLimitBytes of the control group; null without a limit
 * @param gpu driver of an NVIDIA GPU; null without one
 * @param card the GPU that sessions compute on and what drives it; null without one
 * @param devices that TensorFlow computes on
 * @param tensorflow version
 * @param opencv version
 * @param java version and vendor
 * @param system operating system
 * @param environment the variables that steer a native library
 * @param loadAverage of the last minute when the measurement began: how many processes wanted a processor; NaN where the
 *     kernel doesn't tell
 */
public record MachineDescription(
        String cpu,
        int processors,
        int usable,
        double quotaCores,
        String governor,
        List<String> features,
        Long memoryBytes,
        Long memoryLimitBytes,
        String gpu,
        GpuDescription card,
        List<String> devices,
        String tensorflow,
        String opencv,
        String java,
        String system,
        Map<String, String> environment,
        double loadAverage) {
    /** A quarter of the processors busy with something else shows in every figure. */
    private static final double QUIET_SHARE = 0.25;

    /** Copies the collections. */
    public MachineDescription {
        features = features == null ? List.of() : List.copyOf(features);
        devices = devices == null ? List.of() : List.copyOf(devices);
        environment = environment == null ? Map.of() : Map.copyOf(environment);
    }

    /** Whether so much else ran at the start that figures can't be trusted; unknown counts as quiet. */
    public boolean busy() {
        return loadAverage > QUIET_SHARE * usable;
    }

    /** In one line: processor, cores, memory, GPU. */
    public String words() {
        String cores = usable + (usable == 1 ? " core" : " cores");
        String graphics = card != null ? card.words() : gpu == null ? "no GPU" : gpu;
        return (cpu == null ? "unknown processor" : cpu) + ", " + cores + ", " + DeviceLines.gib(memoryBytes) + ", "
                + graphics;
    }

    /** What differs from {@code other} and can change a speed, each as "what: ours, theirs"; load is not among it. */
    public List<String> differences(MachineDescription other) {
        var found = new ArrayList<String>();
        compare(found, "processor", cpu, other.cpu);
        compare(found, "processors", processors, other.processors);
        compare(found, "usable processors", usable, other.usable);
        compare(found, "granted processors", quotaCores, other.quotaCores);
        compare(found, "governor", governor, other.governor);
        compare(found, "features", features, other.features);
        compare(found, "memory", memoryBytes, other.memoryBytes);
        compare(found, "memory limit", memoryLimitBytes, other.memoryLimitBytes);
        compare(found, "GPU", gpu, other.gpu);
        compareCards(found, other);
        compare(found, "devices", devices, other.devices);
        compare(found, "TensorFlow", tensorflow, other.tensorflow);
        compare(found, "OpenCV", opencv, other.opencv);
        compare(found, "Java", java, other.java);
        compare(found, "system", system, other.system);
        compare(found, "environment", environment, other.environment);
        return found;
    }

    private void compareCards(List<String> found, MachineDescription other) {
        if (card == null || other.card == null) {
            compare(found, "card", card == null ? null : card.name(), other.card == null ? null : other.card.name());
            return;
        }
        List<GpuDescription.Fact> ours = card.lasting();
        List<GpuDescription.Fact> theirs = other.card.lasting();
        for (int i = 0; i < ours.size(); i++) {
            compare(
                    found,
                    ours.get(i).name(),
                    ours.get(i).value(),
                    theirs.get(i).value());
        }
    }

    private static void compare(List<String> found, String what, Object ours, Object theirs) {
        if (!Objects.equals(ours, theirs)) {
            found.add(what + ": " + ours + ", " + theirs);
        }
    }
}
