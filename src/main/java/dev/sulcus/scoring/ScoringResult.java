package dev.sulcus.scoring;

import com.fasterxml.jackson.annotation.JsonInclude;
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
 * @param decoding who decoded
 * @param reducedBatch to how many pictures at a time it went down when memory ran out; null when that never happened
 */
public record ScoringResult(
        List<WorklistRow> rows,
        List<UnreadableScan> quarantined,
        double threshold,
        double seconds,
        String engine,
        DecodingResult decoding,
        @JsonInclude(JsonInclude.Include.NON_NULL) Integer reducedBatch) {
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
