package dev.sulcus.bundle;

import java.util.List;

/**
 * A bundle that was made.
 *
 * @param schema version of this document
 * @param kind cpu or gpu
 * @param folder that was written
 * @param bytes of its files, unpacked
 * @param files in it, unpacked
 * @param packedBytes of all pieces; 0 when it was not cut
 * @param pieces that it was cut into; 0 when it was not
 * @param sha256 of all pieces in their order, or null
 * @param absent libraries of this machine that it would have taken along and that are not here
 */
public record BundleResult(
        int schema,
        String kind,
        String folder,
        long bytes,
        int files,
        long packedBytes,
        int pieces,
        String sha256,
        List<String> absent) {}
