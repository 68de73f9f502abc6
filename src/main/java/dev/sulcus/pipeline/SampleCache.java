package dev.sulcus.pipeline;

import dev.sulcus.device.NativeBlock;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Every sample's decoded pixels in one native block, filled in whatever order the samples are first asked for. A sample
 * that can't be used is remembered with its reason. Thread-safe; whoever opens it closes it, after all who use it.
 */
final class SampleCache implements AutoCloseable {
    /** The state of a sample whose pixels are here. */
    static final Object PRESENT = new Object();

    private final int imageBytes;
    private final NativeBlock block;
    /** Null: not yet. {@link #PRESENT}: pixels are here. A String: why there are none. */
    private final AtomicReferenceArray<Object> states;

    SampleCache(int samples, int imageBytes) {
        this.imageBytes = imageBytes;
        this.states = new AtomicReferenceArray<>(samples);
        this.block = NativeBlock.allocate("decoded samples", (long) samples * imageBytes);
    }

    /** Null, {@link #PRESENT} or the reason. */
    Object state(int sample) {
        return states.getAcquire(sample);
    }

    /** To be called after the pixels are written. */
    void markPresent(int sample) {
        states.setRelease(sample, PRESENT);
    }

    void markUnusable(int sample, String reason) {
        states.setRelease(sample, reason);
    }

    long address(int sample) {
        return block.address() + (long) sample * imageBytes;
    }

    @Override
    public void close() {
        block.close();
    }
}
