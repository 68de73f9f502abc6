package dev.sulcus.pipeline;

/**
 * One axis of a layer's output, laid over the pixels that entered: which pixel each cell looks at. A cell looks at the
 * middle of its receptive field, which padding and unpadded edges move away from where plain stretching would put it: with
 * EfficientNetB0 by half a cell, 15 of 224 pixels.
 *
 * @param cells how many, at least 1
 * @param first the pixel, counted from 0 at the middle of the first, that cell 0 looks at
 * @param stride pixels from a cell to the next
 */
public record HeatAxis(int cells, double first, double stride) {
    /** The pixels themselves. */
    public static HeatAxis pixels(int side) {
        return new HeatAxis(side, 0, 1);
    }

    /** After a convolution or a pool without padding. */
    public HeatAxis valid(int kernel, int step) {
        return new HeatAxis((cells - kernel) / step + 1, first + stride * (kernel - 1) / 2, stride * step);
    }

    /** After one with TensorFlow's padding SAME, which puts the odd zero behind. */
    public HeatAxis same(int kernel, int step) {
        int left = (cells + step - 1) / step;
        int before = Math.max(0, (left - 1) * step + kernel - cells) / 2;
        return new HeatAxis(left, first + stride * ((kernel - 1) / 2.0 - before), stride * step);
    }

    /** The pixel that a cell looks at. */
    public double pixel(double cell) {
        return first + stride * cell;
    }

    /** The cell, in fractions, that looks at a pixel; beyond the outermost cells these answer. */
    double cell(double pixel) {
        return Math.max(0, Math.min(cells - 1, (pixel - first) / stride));
    }
}
