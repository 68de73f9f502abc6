package dev.sulcus.pipeline;

/**
 * What one worker does for one row of a batch. Two ways exist: decode the file, or copy from the cache what was decoded
 * before. One thread; whoever opens it closes it.
 */
interface RowFiller extends AutoCloseable {
    /**
     * Fills the image at {@code address} with sample {@code sample}.
     *
     * @return null, or one line why the sample can't be used; its pixels are then zero
     */
    String fill(int sample, long address);

    @Override
    void close();
}
