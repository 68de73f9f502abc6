package dev.sulcus.phantom;

/**
 * What a folder of made-up slices holds.
 *
 * @param count files in all, 4 to 9999
 * @param seed decides everything
 * @param lesionShare part of the files that show a lesion, 0.05 to 0.95
 * @param copies how many of the files are near-duplicates of another, 0 to a quarter of {@code count}: by turns the same
 *     pixels as a coarser JPEG and the picture shrunk to 0.7 of its size
 * @param drawing how the slices are drawn
 */
public record PhantomSetConfig(int count, long seed, double lesionShare, int copies, PhantomConfig drawing) {
    /** @throws IllegalArgumentException naming the value that is out of its range */
    public PhantomSetConfig {
        PhantomConfig.range("count", count, 4, 9999, "files");
        PhantomConfig.range("lesionShare", lesionShare, 0.05, 0.95, "of the files");
        PhantomConfig.range("copies", copies, 0, Math.floorDiv(count, 4), "files");
    }

    /** {@code count} slices, 55 % with a lesion, one in thirty a near-duplicate. */
    public static PhantomSetConfig of(int count, long seed) {
        return new PhantomSetConfig(count, seed, 0.55, count / 30, PhantomConfig.standard());
    }
}
