package dev.sulcus.phantom;

/**
 * One made-up slice. The array is owned by the record.
 *
 * @param width pixels
 * @param height pixels
 * @param grey 8-bit levels, {@code height × width}, row by row
 * @param lesion where the lesion is; null when there is none
 */
public record PhantomScan(int width, int height, byte[] grey, LesionOutline lesion) {
    /** 1 with a lesion, 0 without. */
    public int label() {
        return lesion == null ? 0 : 1;
    }
}
