package dev.sulcus.dataset;

/**
 * What one readable file is.
 *
 * @param format by content
 * @param mode colour mode as stored
 * @param bitDepth bits per channel as stored: 1, 2, 4, 8 or 16
 * @param width pixels
 * @param height pixels
 * @param bytes file size
 * @param sha256 hash of the file's bytes
 * @param fingerprint for near-duplicates
 * @param storage traces of how it was made
 */
public record ScanFacts(
        ImageFormat format,
        ColorMode mode,
        int bitDepth,
        int width,
        int height,
        long bytes,
        String sha256,
        Fingerprint fingerprint,
        StorageFacts storage) {
    /** Where nobody asked for the traces. */
    public ScanFacts(
            ImageFormat format,
            ColorMode mode,
            int bitDepth,
            int width,
            int height,
            long bytes,
            String sha256,
            Fingerprint fingerprint) {
        this(format, mode, bitDepth, width, height, bytes, sha256, fingerprint, StorageFacts.UNKNOWN);
    }
}
