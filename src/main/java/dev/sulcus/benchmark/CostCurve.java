package dev.sulcus.benchmark;

import java.util.List;

/**
 * How cost grows with the work: whether time is proportional to the number of pictures, and memory flat.
 *
 * @param byPictures with rising numbers of pictures
 * @param byBatch with rising sizes of batch
 * @param millisPerImage slope of the line seconds = a + b · pictures through {@code byPictures}, least squares
 * @param fixedSeconds its a
 * @param determination its R²; 1 is a line
 * @param memoryGrowthBytes of the peak, from the fewest pictures to the most
 * @param memoryGrowthPerImage the same, divided by the pictures between
 */
public record CostCurve(
        List<CurvePoint> byPictures,
        List<CurvePoint> byBatch,
        double millisPerImage,
        double fixedSeconds,
        double determination,
        double memoryGrowthBytes,
        double memoryGrowthPerImage) {
    /** Milliseconds a picture where they were fewest: a small number of pictures weighs nothing in {@link #determination}. */
    public double leastMillis() {
        return byPictures.stream()
                .mapToDouble(point -> 1000 / point.imagesPerSecond())
                .min()
                .orElse(Double.NaN);
    }

    /** Milliseconds a picture where they were most. */
    public double mostMillis() {
        return byPictures.stream()
                .mapToDouble(point -> 1000 / point.imagesPerSecond())
                .max()
                .orElse(Double.NaN);
    }

    /** Of measured points, each in rising order; at least one by pictures. */
    public static CostCurve of(List<CurvePoint> byPictures, List<CurvePoint> byBatch) {
        int n = byPictures.size();
        double meanX =
                byPictures.stream().mapToInt(CurvePoint::pictures).average().orElse(Double.NaN);
        double meanY =
                byPictures.stream().mapToDouble(CurvePoint::seconds).average().orElse(Double.NaN);
        double xx = 0;
        double xy = 0;
        double yy = 0;
        for (CurvePoint point : byPictures) {
            double x = point.pictures() - meanX;
            double y = point.seconds() - meanY;
            xx += x * x;
            xy += x * y;
            yy += y * y;
        }
        double slope = n < 2 ? Double.NaN : xy / xx;
        CurvePoint first = byPictures.get(0);
        CurvePoint last = byPictures.get(n - 1);
        double growth = last.peakBytes() - first.peakBytes();
        return new CostCurve(
                List.copyOf(byPictures),
                List.copyOf(byBatch),
                slope * 1000,
                meanY - slope * meanX,
                n < 3 ? Double.NaN : xy * xy / (xx * yy),
                growth,
                n < 2 ? Double.NaN : growth / (last.pictures() - first.pictures()));
    }
}
