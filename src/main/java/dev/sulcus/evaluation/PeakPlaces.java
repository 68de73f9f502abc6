package dev.sulcus.evaluation;

import java.util.List;
import java.util.function.ToDoubleBiFunction;

/**
 * How often the peak of a heat map lies where the lesion is, and how often it would by chance. Rates are 0 to 1, NaN over
 * no lesion.
 *
 * @param lesions scans with a lesion whose place is known
 * @param inBox of these, the share whose peak lies in the upright box around the lesion
 * @param inGrownBox in that box, grown by half a cell of the map on each side: the map can't point more exactly
 * @param boxShare the box's share of the picture's area, on average: the rate of a peak that falls anywhere
 * @param grownBoxShare the same of the grown box
 * @param elsewhereInBox the rate with the peaks of the other scans, at the same part of width and height: what a map that
 *     always shows the same region would reach
 * @param elsewhereInGrownBox the same for the grown box
 */
public record PeakPlaces(
        int lesions,
        double inBox,
        double inGrownBox,
        double boxShare,
        double grownBoxShare,
        double elsewhereInBox,
        double elsewhereInGrownBox) {
    /**
     * One scan with a lesion; lengths in its pixels.
     *
     * @param width of the scan
     * @param height of the scan
     * @param x middle of the lesion's box
     * @param y middle of the lesion's box
     * @param halfWidth of the box
     * @param halfHeight of the box
     * @param peakX NaN where the map is blank
     * @param peakY NaN where the map is blank
     * @param cellWidth of the map
     * @param cellHeight of the map
     */
    public record Lesion(
            int width,
            int height,
            double x,
            double y,
            double halfWidth,
            double halfHeight,
            double peakX,
            double peakY,
            double cellWidth,
            double cellHeight) {
        private boolean holds(double atX, double atY, boolean grown) {
            return Math.abs(atX - x) <= halfWidth + (grown ? cellWidth / 2 : 0)
                    && Math.abs(atY - y) <= halfHeight + (grown ? cellHeight / 2 : 0);
        }

        private double share(boolean grown) {
            double wide = halfWidth + (grown ? cellWidth / 2 : 0);
            double high = halfHeight + (grown ? cellHeight / 2 : 0);
            return inside(x - wide, x + wide, width) * inside(y - high, y + high, height) / width / height;
        }

        private static double inside(double from, double to, int length) {
            return Math.max(0, Math.min(length, to) - Math.max(0, from));
        }
    }

    /** Counts. */
    public static PeakPlaces of(List<Lesion> lesions) {
        return new PeakPlaces(
                lesions.size(),
                rate(lesions, false),
                rate(lesions, true),
                lesions.stream()
                        .mapToDouble(lesion -> lesion.share(false))
                        .average()
                        .orElse(Double.NaN),
                lesions.stream()
                        .mapToDouble(lesion -> lesion.share(true))
                        .average()
                        .orElse(Double.NaN),
                elsewhere(lesions, false),
                elsewhere(lesions, true));
    }

    private static double rate(List<Lesion> lesions, boolean grown) {
        return lesions.stream()
                .mapToDouble(lesion -> lesion.holds(lesion.peakX, lesion.peakY, grown) ? 1 : 0)
                .average()
                .orElse(Double.NaN);
    }

    private static double elsewhere(List<Lesion> lesions, boolean grown) {
        ToDoubleBiFunction<Lesion, Lesion> hit = (lesion, other) -> lesion.holds(
                        other.peakX / other.width * lesion.width, other.peakY / other.height * lesion.height, grown)
                ? 1
                : 0;
        double hits = 0;
        for (Lesion lesion : lesions) {
            for (Lesion other : lesions) {
                hits += lesion == other ? 0 : hit.applyAsDouble(lesion, other);
            }
        }
        return hits / ((double) lesions.size() * (lesions.size() - 1));
    }
}
