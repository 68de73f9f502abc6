package dev.sulcus.phantom;

import java.util.List;

/**
 * What is known about a folder of made-up slices; {@code truth.json} in it.
 *
 * @param schemaVersion of this file, 1
 * @param settings what the set was made from; it makes the same set again
 * @param files every slice, in the order of its number
 */
public record PhantomTruth(int schemaVersion, PhantomSetConfig settings, List<PhantomFile> files) {
    /** The version that this program writes. */
    public static final int SCHEMA_VERSION = 1;

    /**
     * One slice.
     *
     * @param path relative to the folder, with forward slashes
     * @param label 1 with a lesion, 0 without
     * @param seed what {@link Phantom#draw} drew it from
     * @param width pixels
     * @param height pixels
     * @param lesion where it is, in the pixels of this file; null when there is none
     * @param copyOf path of the slice that this one is a near-duplicate of; null for an original
     */
    public record PhantomFile(
            String path, int label, long seed, int width, int height, LesionOutline lesion, String copyOf) {}
}
