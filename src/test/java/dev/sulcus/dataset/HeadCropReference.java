package dev.sulcus.dataset;

import dev.sulcus.dataset.Grid.Box;

/**
 * {@link HeadCrop} written plainly, one array for each step: the rule on whose pairs docs/near-duplicates.md was judged.
 * Where the head is in a picture: what is brighter than the margin, without the text labels, rulers and specks beside
 * it. The picture is shrunk to 192 pixels on its longer side; what is brighter than 0.6 of Otsu's threshold is joined
 * over gaps of up to 6 of those pixels (the dark skull would otherwise part scalp and brain, and the choice between
 * them would hang on one grey level); the largest connected piece is the head. Otsu: IEEE Trans. SMC 9 (1979) 62.
 */
final class HeadCropReference {
    private static final int LONGER_SIDE = 192;
    private static final double OF_OTSU = 0.6;
    private static final int RADIUS = 3;
    private static final int PAD = RADIUS + 1;

    private final int width;
    private final int height;

    /** Padded by {@link #PAD} on each side, so that closing sees no edge. */
    private boolean[] mask;

    private HeadCropReference(Grid small) {
        this.width = small.width() + 2 * PAD;
        this.height = small.height() + 2 * PAD;
        this.mask = brighter(small, OF_OTSU * otsu(small));
    }

    /** The head's box in the pixels of {@code picture}; the whole picture where nothing stands out. */
    static Box of(Grid picture) {
        double scale = (double) LONGER_SIDE / Math.max(picture.width(), picture.height());
        int columns = (int) Math.max(1, Math.round(picture.width() * scale));
        int rows = (int) Math.max(1, Math.round(picture.height() * scale));
        Box found = new HeadCropReference(averaged(picture, picture.whole(), columns, rows)).head();
        if (found == null) {
            return picture.whole();
        }
        double x = (double) picture.width() / columns;
        double y = (double) picture.height() / rows;
        return new Box(found.left() * x, found.top() * y, found.right() * x, found.bottom() * y);
    }

    /** The box of the largest piece in the small picture's pixels, or null when there is none. */
    private Box head() {
        mask = dilated(mask);
        mask = inverted(dilated(inverted(mask)));
        int[] pieces = new int[mask.length];
        int[] best = null;
        for (int start = 0, label = 1; start < mask.length; start++) {
            if (mask[start] && pieces[start] == 0) {
                int[] piece = flood(start, label++, pieces);
                best = best == null || piece[4] > best[4] ? piece : best;
            }
        }
        return best == null ? null : unpadded(best);
    }

    private Box unpadded(int[] extent) {
        int left = Math.max(0, extent[0] - PAD);
        int top = Math.max(0, extent[1] - PAD);
        int right = Math.min(width - 2 * PAD, extent[2] + 1 - PAD);
        int bottom = Math.min(height - 2 * PAD, extent[3] + 1 - PAD);
        return right > left && bottom > top ? new Box(left, top, right, bottom) : null;
    }

    /** Labels all that touches {@code start}; gives least x, least y, greatest x, greatest y, count. */
    private int[] flood(int start, int label, int[] pieces) {
        int[] extent = {width, height, -1, -1, 0};
        int[] stack = new int[mask.length];
        int depth = 0;
        stack[depth++] = start;
        pieces[start] = label;
        while (depth > 0) {
            int at = stack[--depth];
            int x = at % width;
            int y = at / width;
            extent[0] = Math.min(extent[0], x);
            extent[1] = Math.min(extent[1], y);
            extent[2] = Math.max(extent[2], x);
            extent[3] = Math.max(extent[3], y);
            extent[4]++;
            int[] neighbours = {
                x > 0 ? at - 1 : at,
                x + 1 < width ? at + 1 : at,
                y > 0 ? at - width : at,
                y + 1 < height ? at + width : at
            };
            for (int next : neighbours) {
                if (mask[next] && pieces[next] == 0) {
                    pieces[next] = label;
                    stack[depth++] = next;
                }
            }
        }
        return extent;
    }

    private boolean[] brighter(Grid small, double threshold) {
        boolean[] out = new boolean[width * height];
        for (int y = 0; y < small.height(); y++) {
            for (int x = 0; x < small.width(); x++) {
                out[(y + PAD) * width + x + PAD] = small.values()[y * small.width() + x] > threshold;
            }
        }
        return out;
    }

    private boolean[] dilated(boolean[] in) {
        boolean[] rows = new boolean[in.length];
        for (int y = 0; y < height; y++) {
            smear(in, rows, y * width, 1, width);
        }
        boolean[] out = new boolean[in.length];
        for (int x = 0; x < width; x++) {
            smear(rows, out, x, width, height);
        }
        return out;
    }

    private static void smear(boolean[] in, boolean[] out, int start, int step, int length) {
        int reach = -1;
        for (int i = 0; i < length + RADIUS; i++) {
            if (i < length && in[start + i * step]) {
                reach = i + RADIUS;
            }
            int at = i - RADIUS;
            if (at >= 0) {
                out[start + at * step] = reach >= at;
            }
        }
    }

    private static boolean[] inverted(boolean[] in) {
        boolean[] out = new boolean[in.length];
        for (int i = 0; i < in.length; i++) {
            out[i] = !in[i];
        }
        return out;
    }

    /** The level that parts dark from bright with the greatest variance between the two classes. */
    private static int otsu(Grid small) {
        int[] histogram = new int[256];
        double total = 0;
        for (double value : small.values()) {
            int level = (int) Math.round(value);
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
            int bright = small.values().length - dark;
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

    static Grid averaged(Grid picture, Box box, int columns, int rows) {
        double[] values = picture.values();
        int width = picture.width();
        int height = picture.height();
        double[] narrow = new double[height * columns];
        double pitch = (box.right() - box.left()) / columns;
        for (int y = 0; y < height; y++) {
            for (int c = 0; c < columns; c++) {
                double from = box.left() + c * pitch;
                narrow[y * columns + c] = mean(values, y * width, 1, width, from, from + pitch);
            }
        }
        double[] out = new double[rows * columns];
        pitch = (box.bottom() - box.top()) / rows;
        for (int r = 0; r < rows; r++) {
            double from = box.top() + r * pitch;
            for (int c = 0; c < columns; c++) {
                out[r * columns + c] = mean(narrow, c, columns, height, from, from + pitch);
            }
        }
        return new Grid(out, columns, rows);
    }

    /** Mean of a line of {@code length} unit cells between two places on it. */
    private static double mean(double[] line, int start, int step, int length, double from, double to) {
        int first = Math.min((int) from, length - 1);
        int last = Math.min((int) Math.ceil(to), length);
        double sum = 0;
        double weights = 0;
        for (int i = first; i < last; i++) {
            double weight = Math.min(to, i + 1.0) - Math.max(from, i);
            sum += weight * line[start + i * step];
            weights += weight;
        }
        return weights > 0 ? sum / weights : line[start + first * step];
    }
}
