package dev.sulcus.dataset;

/**
 * The scans that one fold is judged on. Not a {@link SplitPart} on purpose: whatever trains, stops early or chooses a
 * threshold takes one of those, so that test scans can't be handed to it by mistake. Only the judge opens it, once the
 * model is final; a structure test says who may. Immutable, thread-safe.
 */
public final class TestPart {
    private final SplitPart scans;

    TestPart(SplitPart scans) {
        this.scans = scans;
    }

    /** How many scans. */
    public int size() {
        return scans.size();
    }

    /** How many scans have {@code label}: 1 tumour, 0 none. */
    public int count(int label) {
        return scans.count(label);
    }

    /** The scans themselves, in code point order of their paths: to be scored by a model that is final. */
    public SplitPart scans() {
        return scans;
    }
}
