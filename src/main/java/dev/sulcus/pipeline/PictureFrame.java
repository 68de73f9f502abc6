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
    /** A whole scan, stretched. */
    static PictureFrame whole(int scanWidth, int scanHeight, PixelSpec pixels) {
        return new PictureFrame(0, 0, (double) scanWidth / pixels.width(), (double) scanHeight / pixels.height());
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
