package dev.sulcus.training;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which direction of a watched figure is better. */
public enum Mode {
    /** As the figure says: max for accuracy and AUC, min for losses. */
    @JsonProperty("auto")
    AUTO,
    @JsonProperty("min")
    MIN,
    @JsonProperty("max")
    MAX;

    /** This mode with AUTO resolved by the figure. */
    Mode resolve(Monitor monitor) {
        return this == AUTO ? monitor.autoMode() : this;
    }

    /**
     * Keras' test: better than {@code reference} by more than {@code minDelta}. Strict, and false when either is NaN: a
     * first value of NaN is never beaten.
     */
    boolean improves(double value, double reference, double minDelta) {
        return this == MAX ? value - Math.abs(minDelta) > reference : value + Math.abs(minDelta) < reference;
    }
}
