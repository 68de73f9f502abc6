package dev.sulcus.pipeline;

/** The row that a worker is filling; one object per worker, used again and again. */
final class RowClaim {
    private Slot slot;
    private int row;
    private int sample;

    void set(Slot newSlot, int newRow, int newSample) {
        slot = newSlot;
        row = newRow;
        sample = newSample;
    }

    Slot slot() {
        return slot;
    }

    int row() {
        return row;
    }

    int sample() {
        return sample;
    }

    /** Where files stay compressed; null where they don't. */
    EncodedRows encoded() {
        return slot.encoded();
    }

    long address() {
        return slot.tensor().rowAddress(row);
    }
}
