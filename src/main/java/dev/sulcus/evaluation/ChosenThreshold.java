package dev.sulcus.evaluation;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sulcus.metrics.Confusion;
import dev.sulcus.metrics.ThresholdConfig;

/**
 * A threshold, and what it was chosen on. Only {@link TuningPredictions#choose} makes one; it is written to files and
 * read from none. Immutable, thread-safe.
 */
public final class ChosenThreshold {
    private final ThresholdConfig wanted;
    private final double value;
    private final Confusion tuning;

    ChosenThreshold(ThresholdConfig wanted, double value, Confusion tuning) {
        this.wanted = wanted;
        this.value = value;
        this.tuning = tuning;
    }

    /** How it was to be found. */
    @JsonProperty
    public ThresholdConfig wanted() {
        return wanted;
    }

    /** From which probability on a scan is called tumour. */
    @JsonProperty
    public double value() {
        return value;
    }

    /** What it does on the tuning scans that it was chosen on; expect less of it on others. */
    @JsonProperty
    public Confusion tuning() {
        return tuning;
    }
}
