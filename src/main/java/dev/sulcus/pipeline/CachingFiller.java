package dev.sulcus.pipeline;

import org.bytedeco.javacpp.Pointer;

/**
 * Decodes a sample straight into the row the first time and keeps a copy; copies it from there ever after. Two workers
 * that meet the same sample for the first time both decode it and write the same bytes.
 */
final class CachingFiller implements RowFiller {
    private final SampleCache cache;
    private final RowFiller decoding;
    private final int imageBytes;
    private final StageClock clock;
    private final AddressPointer from = new AddressPointer();
    private final AddressPointer to = new AddressPointer();

    CachingFiller(SampleCache cache, RowFiller decoding, int imageBytes, StageClock clock) {
        this.cache = cache;
        this.decoding = decoding;
        this.imageBytes = imageBytes;
        this.clock = clock;
    }

    @Override
    public String fill(int sample, long address) {
        Object state = cache.state(sample);
        if (state == null) {
            return decode(sample, address);
        }
        clock.addImage();
        if (state == SampleCache.PRESENT) {
            copy(cache.address(sample), address);
            return null;
        }
        Pointer.memset(to.aim(address, imageBytes), 0, imageBytes);
        return (String) state;
    }

    @Override
    public void close() {
        from.close();
        to.close();
        decoding.close();
    }

    private String decode(int sample, long address) {
        String failure = decoding.fill(sample, address);
        if (failure == null) {
            copy(address, cache.address(sample));
            cache.markPresent(sample);
        } else {
            cache.markUnusable(sample, failure);
        }
        return failure;
    }

    private void copy(long source, long target) {
        Pointer.memcpy(to.aim(target, imageBytes), from.aim(source, imageBytes), imageBytes);
        clock.addCopied(imageBytes);
    }
}
