package dev.sulcus.pipeline;

/**
 * Where the pixels of a model's picture lie in the scan that it was made from. Pixels are counted from 0 at the middle of
 * the first.
 *
 * @param left edge, in the scan, of the picture's first column
 * @param top edge, in the scan, of the picture's first row
 * @param perColumn how many pixels of the scan a column of the picture spans
 * @param perRow how many pixels of the scan a row of the picture spans
 */
public record PictureFrame(double left, double top, double perColumn, double perRow) {
    /** Of a picture made by {@code pixels} from the rectangle of the scan that begins at ({@code x}, {@code y}). */
    static PictureFrame of(PixelSpec pixels, int x, int y, int width, int height) {
        int columns = Resampler.fittedWidth(pixels, width, height);
        int rows = Resampler.fittedHeight(pixels, width, height);
        double perColumn = (double) width / columns;
        double perRow = (double) height / rows;
        int blackColumns = (pixels.width() - columns) / 2;
        int blackRows = (pixels.height() - rows) / 2;
        return new PictureFrame(x - blackColumns * perColumn, y - blackRows * perRow, perColumn, perRow);
    }

    /** The scan's column that a column of the picture shows. */
    public double scanX(double column) {
        return left + (column + 0.5) * perColumn - 0.5;
    }

    /** The scan's row that a row of the picture shows. */
    public double scanY(double row) {
        return top + (row + 0.5) * perRow - 0.5;
    }

    /** The picture's column that shows a column of the scan. */
    double column(double scanX) {
        return (scanX + 0.5 - left) / perColumn - 0.5;
    }

    /** The picture's row that shows a row of the scan. */
    double row(double scanY) {
        return (scanY + 0.5 - top) / perRow - 0.5;
    }
}
