package dev.sulcus.device;

import dev.sulcus.fault.Fault;

/** Which device the user wants a session to compute on. */
public enum DeviceChoice {
    /** A GPU where one can be used, else the CPU. */
    AUTO,
    /** The CPU, whatever else is there. */
    CPU,
    /** A GPU, or nothing. */
    GPU;

    /**
     * The choice that an option names.
     *
     * @throws Fault of kind usage when it names none
     */
    public static DeviceChoice parse(String name) {
        return switch (name) {
            case "auto" -> AUTO;
            case "cpu" -> CPU;
            case "gpu" -> GPU;
            default -> throw Fault.usage("--device is '" + name + "'; it must be auto, cpu or gpu");
        };
    }
}
