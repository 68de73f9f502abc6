package dev.sulcus.report;

import dev.sulcus.fault.Fault;

/**
 * One scan that the model got wrong, to be looked at. The array is owned by the record.
 *
 * @param path relative to the data folder
 * @param label 1 tumour (so it was missed), 0 none (so it was a false alarm)
 * @param probability of tumour as the model said, 0 to 1
 * @param jpeg a small picture of the scan, JPEG
 * @param heat the same under its heat map, JPEG; null when there is none
 */
public record Mistake(String path, int label, double probability, byte[] jpeg, byte[] heat) {
    /** Without a heat map. */
    public Mistake(String path, int label, double probability, byte[] jpeg) {
        this(path, label, probability, jpeg, null);
    }

    /** Checks the label. */
    public Mistake {
        if (label != 0 && label != 1) {
            throw Fault.bug("label is " + label + "; it must be 0 (no tumour) or 1 (tumour)");
        }
    }

    /** Whether a tumour was missed. */
    public boolean missed() {
        return label == 1;
    }

    /** The same with the scan under its heat map, JPEG; null for none. */
    public Mistake withHeat(byte[] map) {
        return new Mistake(path, label, probability, jpeg, map);
    }

    /** How far the probability is from the truth, 0 to 1. */
    double error() {
        return Math.abs(label - probability);
    }
}
