package dev.sulcus.scoring;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * One scored scan.
 *
 * @param path as the user gave it
 * @param probability of tumour, 0 to 1
 * @param flagged whether it reaches the run's threshold
 * @param spread how far the models of an ensemble disagree, highest minus lowest probability; null for one model
 */
public record WorklistRow(
        String path,
        float probability,
        boolean flagged,
        @JsonInclude(JsonInclude.Include.NON_NULL) Float spread) {
    /** Scored by one model. */
    public WorklistRow(String path, float probability, boolean flagged) {
        this(path, probability, flagged, null);
    }
}
