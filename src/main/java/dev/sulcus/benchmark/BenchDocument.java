package dev.sulcus.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sulcus.device.MachineDescription;
import dev.sulcus.device.MachinePeak;
import dev.sulcus.fault.Fault;
import java.util.List;
import java.util.Objects;

/**
 * One measurement with all that it depends on: what {@code bench.json} holds.
 *
 * @param schema version of this record
 * @param kind {@code pipeline}, {@code train}, {@code score} or {@code curve}
 * @param program version and revision of Sulcus
 * @param started ISO 8601, UTC
 * @param seconds it took in all
 * @param quick whether it was a quick look: shorter than LoadGen asks for
 * @param settings every one, as resolved
 * @param machine what it ran on
 * @param peak what the machine does at most; null where it was not measured
 * @param rows one per setting
 * @param ratios of settings measured by turns
 * @param agreements of probabilities, for scoring in several precisions
 * @param curve of cost; null for other kinds
 * @param warnings what a reader should know before they believe a figure
 */
public record BenchDocument(
        int schema,
        String kind,
        String program,
        String started,
        double seconds,
        boolean quick,
        JsonNode settings,
        MachineDescription machine,
        MachinePeak peak,
        List<BenchRow> rows,
        List<RatioResult> ratios,
        List<Agreement> agreements,
        CostCurve curve,
        List<String> warnings) {
    /** The version this program writes. */
    public static final int SCHEMA = 2;

    /** Refuses what a newer program wrote, and what is no such document. */
    public BenchDocument {
        if (schema > SCHEMA) {
            throw Fault.data("written by a newer Sulcus (schema " + schema + "); update Sulcus");
        }
        if (kind == null || machine == null || rows == null) {
            throw Fault.data("lacks kind, machine or rows; name a bench.json that sulcus bench wrote");
        }
        rows = List.copyOf(rows);
        ratios = ratios == null ? List.of() : List.copyOf(ratios);
        agreements = agreements == null ? List.of() : List.copyOf(agreements);
        warnings = warnings == null ? List.of() : List.copyOf(warnings);
    }

    /** Whether anything in it is a result. */
    public boolean valid() {
        return curve != null || rows.stream().anyMatch(BenchRow::valid);
    }

    /** The row of that name; null when there is none, or none that is valid. */
    BenchRow validRow(String name) {
        return rows.stream()
                .filter(row -> row.valid() && Objects.equals(row.name(), name))
                .findFirst()
                .orElse(null);
    }
}
