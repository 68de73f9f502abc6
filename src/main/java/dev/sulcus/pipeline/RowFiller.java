package dev.sulcus.pipeline;

/**
 * What one worker does for one row of a batch. Three ways exist: decode the file, copy from the cache what was decoded
 * before, or keep the file's bytes for a device that decodes them. One thread; whoever opens it closes it.
 */
interface RowFiller extends AutoCloseable {
    /**
     * Fills the image at {@code address} with sample {@code sample}.
     *
     * @return null, or one line why the sample can't be used; its pixels are then zero
     */
    String fill(int sample, long address);

    /** As above, for the claimed row; a way that keeps more than pixels says what. */
    default String fill(RowClaim claim) {
        return fill(claim.sample(), claim.address());
    }

    @Override
    void close();
}
