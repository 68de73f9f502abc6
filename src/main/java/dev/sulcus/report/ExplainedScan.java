package dev.sulcus.report;

/**
 * One scan with its heat map.
 *
 * @param path as the user gave it, or below the folder they gave
 * @param probability of tumour, 0 to 1
 * @param flagged whether it reaches the threshold
 * @param width of the scan in pixels
 * @param height of the scan in pixels
 * @param peakX column of the scan where the map is hottest, from 0; NaN when nothing speaks for a tumour
 * @param peakY row of the scan where it is
 * @param picture the PNG with scan and map, in the folder of the page
 */
public record ExplainedScan(
        String path,
        double probability,
        boolean flagged,
        int width,
        int height,
        double peakX,
        double peakY,
        String picture) {
    /** Whether nothing in the scan speaks for a tumour. */
    public boolean blank() {
        return Double.isNaN(peakX);
    }

    /** Where the peak is, for people: "210, 133 of 512×512". */
    public String place() {
        return blank()
                ? "nothing speaks for a tumour"
                : Math.round(peakX) + ", " + Math.round(peakY) + " of " + width + "×" + height;
    }
}
