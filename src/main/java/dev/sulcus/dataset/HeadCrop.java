package dev.sulcus.dataset;

import dev.sulcus.dataset.Grid.Box;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Where the head is in a picture: what is brighter than the margin, without the text labels, rulers and specks beside
 * it. The picture is shrunk to 192 pixels on its longer side; what is brighter than 0.6 of Otsu's threshold is joined
 * over gaps of up to 6 of those pixels (the dark skull would otherwise part scalp and brain, and the choice between
 * them would hang on one grey level); the largest connected piece is the head. Otsu: IEEE Trans. SMC 9 (1979) 62.
 *
 * <p>Scratch memory is kept and grows to the tallest picture seen; nothing is allocated after that. One thread.
 */
public final class HeadCrop {
    private static final int LONGER_SIDE = 192;
    private static final double OF_OTSU = 0.6;

    /** Callers shrink pictures to this; with room for it at once, memory does not grow picture by picture. */
    private static final int USUAL_HEIGHT = 512;

    private static final int RADIUS = 3;
    private static final int PAD = RADIUS + 1;
    private static final int MOST_CELLS = (LONGER_SIDE + 2 * PAD) * (LONGER_SIDE + 2 * PAD);

    private final CellAxis across = new CellAxis();
    private final CellAxis down = new CellAxis();
    private final double[] small = new double[LONGER_SIDE * LONGER_SIDE];
    private final int[] histogram = new int[256];
    private final Piece largest = new Piece();
    private final Piece current = new Piece();
    private final int[] stack = new int[MOST_CELLS];
    private final boolean[] spare = new boolean[MOST_CELLS];

    /** Padded by {@link #PAD} on each side, so that closing sees no edge; what belongs to a piece is unset. */
    private final boolean[] mask = new boolean[MOST_CELLS];

    private byte[] line = {};
    private double[] narrow = {};
    private int columns;
    private int rows;

    /** Sides of the padded mask. */
    private int width;

    private int height;
    private int depth;
    private double threshold;
    private double left;
    private double top;
    private double right;
    private double bottom;

    /**
     * Looks for the head; what was found is asked for afterwards.
     *
     * @param grey 8-bit levels from the buffer's start, row by row without gaps; only read
     * @param pictureWidth pixels, 1 or more
     * @param pictureHeight pixels, 1 or more
     * @return whether something stands out; if not, the box is the whole picture
     */
    public boolean find(ByteBuffer grey, int pictureWidth, int pictureHeight) {
        shrink(grey, pictureWidth, pictureHeight);
        threshold = OF_OTSU * otsu();
        markBrighter();
        close();
        boolean found = takeLargest();
        double x = (double) pictureWidth / columns;
        double y = (double) pictureHeight / rows;
        left = found ? left * x : 0;
        top = found ? top * y : 0;
        right = found ? right * x : pictureWidth;
        bottom = found ? bottom * y : pictureHeight;
        return found;
    }

    /** The box's left edge in pixels from the picture's. */
    public double left() {
        return left;
    }

    /** The box's upper edge in pixels from the picture's. */
    public double top() {
        return top;
    }

    /** The box's right edge in pixels from the picture's left one, exclusive. */
    public double right() {
        return right;
    }

    /** The box's lower edge in pixels from the picture's upper one, exclusive. */
    public double bottom() {
        return bottom;
    }

    /** Grey levels above this are the head's and not the margin's: 0.6 of Otsu's threshold, 0 to 153. */
    public double threshold() {
        return threshold;
    }

    /** The box as one value. */
    Box box() {
        return new Box(left, top, right, bottom);
    }

    private void shrink(ByteBuffer grey, int pictureWidth, int pictureHeight) {
        double scale = (double) LONGER_SIDE / Math.max(pictureWidth, pictureHeight);
        columns = (int) Math.max(1, Math.round(pictureWidth * scale));
        rows = (int) Math.max(1, Math.round(pictureHeight * scale));
        width = columns + 2 * PAD;
        height = rows + 2 * PAD;
        line = line.length < pictureWidth ? new byte[pictureWidth] : line;
        if (narrow.length < columns * pictureHeight) {
            narrow = new double[Math.max(columns * pictureHeight, LONGER_SIDE * USUAL_HEIGHT)];
        }
        across.fit(0, pictureWidth, columns, pictureWidth);
        for (int y = 0; y < pictureHeight; y++) {
            grey.get(y * pictureWidth, line, 0, pictureWidth);
            across.average(line, narrow, y * columns);
        }
        down.fit(0, pictureHeight, rows, pictureHeight);
        down.averageRows(narrow, columns, small);
    }

    private void markBrighter() {
        Arrays.fill(mask, 0, width * height, false);
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                mask[(y + PAD) * width + x + PAD] = small[y * columns + x] > threshold;
            }
        }
    }

    /** Joins what is up to two radii apart: dilation, then erosion. */
    private void close() {
        dilate(true);
        dilate(false);
    }

    /** Spreads the cells that are {@code value} by the radius. */
    private void dilate(boolean value) {
        for (int y = 0; y < height; y++) {
            smear(mask, spare, y * width, 1, width, value);
        }
        for (int x = 0; x < width; x++) {
            smear(spare, mask, x, width, height, value);
        }
    }

    private static void smear(boolean[] in, boolean[] out, int start, int step, int length, boolean value) {
        int reach = -1;
        for (int i = 0; i < length + RADIUS; i++) {
            if (i < length && in[start + i * step] == value) {
                reach = i + RADIUS;
            }
            int at = i - RADIUS;
            if (at >= 0) {
                out[start + at * step] = reach >= at == value;
            }
        }
    }

    /** The box of the largest piece, the first of equals, in the small picture's pixels; false when there is none. */
    private boolean takeLargest() {
        largest.clear();
        for (int start = 0; start < width * height; start++) {
            if (mask[start]) {
                flood(start);
                if (current.cells > largest.cells) {
                    largest.take(current);
                }
            }
        }
        left = Math.max(0, largest.leastX - PAD);
        top = Math.max(0, largest.leastY - PAD);
        right = Math.min(columns, largest.mostX + 1 - PAD);
        bottom = Math.min(rows, largest.mostY + 1 - PAD);
        return largest.cells > 0 && right > left && bottom > top;
    }

    /** Takes all that touches {@code start} off the mask. */
    private void flood(int start) {
        current.clear();
        depth = 0;
        push(start);
        while (depth > 0) {
            int at = stack[--depth];
            int x = at % width;
            int y = at / width;
            current.add(x, y);
            if (x > 0) {
                push(at - 1);
            }
            if (x + 1 < width) {
                push(at + 1);
            }
            if (y > 0) {
                push(at - width);
            }
            if (y + 1 < height) {
                push(at + width);
            }
        }
    }

    private void push(int at) {
        if (mask[at]) {
            mask[at] = false;
            stack[depth++] = at;
        }
    }

    /** The level that parts dark from bright with the greatest variance between the two classes. */
    private int otsu() {
        Arrays.fill(histogram, 0);
        int pixels = columns * rows;
        double total = 0;
        for (int i = 0; i < pixels; i++) {
            int level = (int) Math.round(small[i]);
            histogram[level]++;
            total += level;
        }
        int best = 0;
        double greatest = 0;
        double darkSum = 0;
        int dark = 0;
        for (int level = 0; level < 255; level++) {
            dark += histogram[level];
            darkSum += (double) level * histogram[level];
            int bright = pixels - dark;
            if (dark > 0 && bright > 0) {
                double apart = darkSum / dark - (total - darkSum) / bright;
                double between = (double) dark * bright * apart * apart;
                if (between > greatest) {
                    greatest = between;
                    best = level;
                }
            }
        }
        return best;
    }

    /** Extent and size of one connected piece, in the padded mask's cells. */
    private static final class Piece {
        private int leastX;
        private int leastY;
        private int mostX;
        private int mostY;
        private int cells;

        void clear() {
            leastX = Integer.MAX_VALUE;
            leastY = Integer.MAX_VALUE;
            mostX = -1;
            mostY = -1;
            cells = 0;
        }

        void add(int x, int y) {
            leastX = Math.min(leastX, x);
            leastY = Math.min(leastY, y);
            mostX = Math.max(mostX, x);
            mostY = Math.max(mostY, y);
            cells++;
        }

        void take(Piece other) {
            leastX = other.leastX;
            leastY = other.leastY;
            mostX = other.mostX;
            mostY = other.mostY;
            cells = other.cells;
        }
    }
}
