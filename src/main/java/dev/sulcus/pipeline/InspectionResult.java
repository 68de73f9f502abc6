package dev.sulcus.pipeline;

import java.util.List;

/**
 * What looking into files found.
 *
 * @param scans one per file, in the order in which the files were given; immutable
 */
public record InspectionResult(List<InspectedScan> scans) {
    /** Takes a copy of the list. */
    public InspectionResult {
        scans = List.copyOf(scans);
    }
}
