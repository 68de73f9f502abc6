package dev.sulcus.pipeline;

/**
 * Where a source's time went since it was opened. Reading, decoding and resizing are summed over the workers, so that
 * together they may exceed the wall time; waiting is the consumer's. Immutable.
 *
 * @param readNanos opening files, reading them into native memory, checking their structure
 * @param decodeNanos from the file's bytes to pixels
 * @param resizeNanos from those pixels to RGB inside the batch, resampling and colour swap
 * @param waitNanos the consumer stood still because no batch was ready
 * @param images rows delivered into batches, those from the cache included
 * @param copiedBytes bytes that were moved unchanged between decoder and tensor: 0 when streaming, one image's worth for
 *     each row put into or taken from the cache
 */
public record StageTimes(
        long readNanos, long decodeNanos, long resizeNanos, long waitNanos, long images, long copiedBytes) {
    /** Bytes moved unchanged per image; NaN before the first image. */
    public double copiedBytesPerImage() {
        return images == 0 ? Double.NaN : (double) copiedBytes / images;
    }

    /** What has come since {@code earlier}. */
    public StageTimes since(StageTimes earlier) {
        return new StageTimes(
                readNanos - earlier.readNanos,
                decodeNanos - earlier.decodeNanos,
                resizeNanos - earlier.resizeNanos,
                waitNanos - earlier.waitNanos,
                images - earlier.images,
                copiedBytes - earlier.copiedBytes);
    }
}
