package dev.sulcus.resident;

import dev.sulcus.fault.Fault;

/** Who decodes JPEGs when files are scored. */
public enum DecoderChoice {
    /** The card, where the model computes on one and its pixels can be made there; else the host. */
    AUTO,
    /** The host. */
    HOST,
    /** The card, or nothing. */
    GPU;

    /**
     * The choice that an option names.
     *
     * @throws Fault of kind usage when it names none
     */
    public static DecoderChoice parse(String name) {
        return switch (name) {
            case "auto" -> AUTO;
            case "host" -> HOST;
            case "gpu" -> GPU;
            default -> throw Fault.usage("--decoder is '" + name + "'; it must be auto, host or gpu");
        };
    }
}
