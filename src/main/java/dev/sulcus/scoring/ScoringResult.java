package dev.sulcus.scoring;

import dev.sulcus.dataset.UnreadableScan;
import java.util.List;

/**
 * What a scoring job came to.
 *
 * @param rows most urgent first: by falling probability, equal ones by path
 * @param quarantined what could not be scored, and why, by path
 * @param threshold from which on a scan is flagged
 * @param seconds wall time of reading and scoring
 * @param engine what computed, and in which numbers
 */
public record ScoringResult(
        List<WorklistRow> rows, List<UnreadableScan> quarantined, double threshold, double seconds, String engine) {
    /** Copies the lists. */
    public ScoringResult {
        rows = List.copyOf(rows);
        quarantined = List.copyOf(quarantined);
    }

    /** How many scans reach the threshold. */
    public long flagged() {
        return rows.stream().filter(WorklistRow::flagged).count();
    }
}
