package dev.sulcus.dataset;

/**
 * What is told by the way a picture is stored and framed, without a look at the brain.
 *
 * @param jpeg null when the file is no JPEG
 * @param exif whether it carries a camera's or a program's EXIF block
 * @param edgeMean mean grey level of the two outermost pixels all around, 0 to 255; NaN when unknown
 * @param edgeBlack which share of those pixels is exactly 0; NaN when unknown
 */
public record StorageFacts(JpegFacts jpeg, boolean exif, double edgeMean, double edgeBlack) {
    /** Nothing known. */
    public static final StorageFacts UNKNOWN = new StorageFacts(null, false, Double.NaN, Double.NaN);
}
