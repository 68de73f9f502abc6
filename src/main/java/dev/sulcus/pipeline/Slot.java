package dev.sulcus.pipeline;

import java.util.Arrays;

/** One place of the ring. Guarded by the ring's lock, but for the pixels, which belong to whom the state says. */
final class Slot {
    /** Who may touch the pixels. */
    enum State {
        /** Nobody. */
        FREE,
        /** The workers. */
        FILLING,
        /** Nobody: it waits for the consumer. */
        READY,
        /** The consumer. */
        BORROWED
    }

    private final ImageTensor whole;
    private final EncodedRows encoded;
    private final int[] samples;
    private final String[] failures;
    private State state = State.FREE;
    private ImageTensor tensor;
    private int batch;
    private int missing;

    /** With room for compressed files, or null; takes both. */
    Slot(ImageTensor whole, EncodedRows encoded) {
        this.whole = whole;
        this.encoded = encoded;
        this.samples = new int[whole.images()];
        this.failures = new String[whole.images()];
    }

    /** Begins batch number {@code batch} of a pass; a short one brings its own tensor. */
    void begin(int number, ImageTensor shortTensor) {
        state = State.FILLING;
        batch = number;
        tensor = shortTensor == null ? whole : shortTensor;
        missing = tensor.images();
        Arrays.fill(failures, null);
        if (encoded != null) {
            encoded.clear();
        }
    }

    /** One row is done; after the last the slot is ready. */
    void complete(int row, String failure) {
        failures[row] = failure;
        if (--missing == 0) {
            state = State.READY;
        }
    }

    void assign(int row, int sample) {
        samples[row] = sample;
    }

    boolean holds(int number) {
        return state == State.READY && batch == number;
    }

    State state() {
        return state;
    }

    void state(State next) {
        state = next;
    }

    ImageTensor tensor() {
        return tensor;
    }

    EncodedRows encoded() {
        return encoded;
    }

    /** The tensor of full batches. */
    ImageTensor whole() {
        return whole;
    }

    int sample(int row) {
        return samples[row];
    }

    String failure(int row) {
        return failures[row];
    }

    void close() {
        whole.close();
        if (encoded != null) {
            encoded.close();
        }
    }
}
