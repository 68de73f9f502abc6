package dev.sulcus.training;

import dev.sulcus.fault.Fault;

/** Whether the pictures of a training live in the memory of the device that computes. */
public enum Residency {
    /** Where a GPU computes and they fit. */
    AUTO,
    /** Yes, or the training is refused. */
    ON,
    /** No: they stream. */
    OFF;

    /**
     * The choice that an option names.
     *
     * @throws Fault of kind usage when it names none
     */
    public static Residency parse(String name) {
        return switch (name) {
            case "auto" -> AUTO;
            case "on" -> ON;
            case "off" -> OFF;
            default -> throw Fault.usage("--resident is '" + name + "'; it must be auto, on or off");
        };
    }
}
