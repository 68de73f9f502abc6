package dev.sulcus.benchmark;

import dev.sulcus.device.MachineDescription;
import java.util.List;

/**
 * Whether a device computes what the processor and Keras compute: what {@code bench agree --json} prints.
 *
 * @param schema version of this record
 * @param program version and revision of Sulcus
 * @param started ISO 8601, UTC
 * @param seconds it took
 * @param device that was judged: {@code cpu} or {@code gpu}
 * @param machine what it ran on
 * @param checks each with its verdict
 * @param passed whether all were made and passed
 * @param warnings what a reader should know before they believe it
 */
public record AgreeDocument(
        int schema,
        String program,
        String started,
        double seconds,
        String device,
        MachineDescription machine,
        List<AgreeCheck> checks,
        boolean passed,
        List<String> warnings) {
    /** The version this program writes. */
    public static final int SCHEMA = 1;

    /** Copies the lists. */
    public AgreeDocument {
        checks = List.copyOf(checks);
        warnings = warnings == null ? List.of() : List.copyOf(warnings);
    }
}
