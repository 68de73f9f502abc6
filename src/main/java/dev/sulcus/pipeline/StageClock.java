package dev.sulcus.pipeline;

import java.util.concurrent.atomic.LongAdder;

/** Sums up {@link StageTimes}; thread-safe, no allocation. */
final class StageClock {
    private final LongAdder read = new LongAdder();
    private final LongAdder decode = new LongAdder();
    private final LongAdder resize = new LongAdder();
    private final LongAdder waited = new LongAdder();
    private final LongAdder images = new LongAdder();
    private final LongAdder copied = new LongAdder();

    void addRead(long nanos) {
        read.add(nanos);
    }

    void addDecode(long nanos) {
        decode.add(nanos);
    }

    void addResize(long nanos) {
        resize.add(nanos);
    }

    void addWait(long nanos) {
        waited.add(nanos);
    }

    void addImage() {
        images.increment();
    }

    void addCopied(long bytes) {
        copied.add(bytes);
    }

    StageTimes times() {
        return new StageTimes(read.sum(), decode.sum(), resize.sum(), waited.sum(), images.sum(), copied.sum());
    }
}
