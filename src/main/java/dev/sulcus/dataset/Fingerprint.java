package dev.sulcus.dataset;

/**
 * What near-duplicates are found by: two small views of the brain region. The arrays are owned by the record.
 *
 * @param hash 256-bit difference hash, 4 longs
 * @param thumbnail 64×64 grey levels of the cropped brain region, row by row
 */
public record Fingerprint(long[] hash, byte[] thumbnail) {}
