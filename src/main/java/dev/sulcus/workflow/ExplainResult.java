package dev.sulcus.workflow;

import dev.sulcus.dataset.UnreadableScan;
import dev.sulcus.evaluation.PeakPlaces;
import dev.sulcus.report.ExplainedScan;
import java.util.List;

/**
 * What {@code explain} found.
 *
 * @param scans in the order of their paths
 * @param unreadable what could not be used, and why
 * @param threshold from which on a scan is flagged
 * @param peaks how often the peak lies in the lesion; null where no lesion's place is known
 */
public record ExplainResult(
        List<ExplainedScan> scans, List<UnreadableScan> unreadable, double threshold, PeakPlaces peaks) {
    /** Copies the lists. */
    public ExplainResult {
        scans = List.copyOf(scans);
        unreadable = List.copyOf(unreadable);
    }
}
