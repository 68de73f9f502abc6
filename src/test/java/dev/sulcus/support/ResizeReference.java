package dev.sulcus.support;

import com.sun.jna.Pointer;

/**
 * What {@code native-config/kernels/resize.cu} must give, in plain Java: OpenCV's rules in its own floats and integers,
 * pixel by pixel, without any of the kernel's short cuts.
 */
public final class ResizeReference {
    private static final int ENTRY_BYTES = 48;
    private static final double SLIVER = 1e-3;

    private final byte[] pixels;
    private final int pitch;
    private final int width;
    private final int height;
    private final int channels;
    private final int rule;
    private final int left;
    private final int top;
    private final int fittedWidth;
    private final int fittedHeight;
    private final int row;

    private ResizeReference(Pointer entry) {
        pitch = entry.getInt(8);
        width = entry.getInt(12);
        height = entry.getInt(16);
        channels = entry.getInt(20);
        rule = entry.getInt(24);
        left = entry.getInt(28);
        top = entry.getInt(32);
        fittedWidth = entry.getInt(36);
        fittedHeight = entry.getInt(40);
        row = entry.getInt(44);
        pixels = new Pointer(entry.getLong(0)).getByteArray(0, pitch * (height - 1) + width * channels);
    }

    /** One launch of the kernel: {@code count} entries of a table, into uint8 [N, height, width, 3]. */
    public static void resize(long table, int count, long batch, int width, int height) {
        for (int i = 0; i < count; i++) {
            var picture = new ResizeReference(new Pointer(table + (long) i * ENTRY_BYTES));
            byte[] rgb = picture.resized(width, height);
            new Pointer(batch).write((long) picture.row * rgb.length, rgb, 0, rgb.length);
        }
    }

    private byte[] resized(int toWidth, int toHeight) {
        byte[] rgb = new byte[toWidth * toHeight * 3];
        for (int y = 0; y < fittedHeight; y++) {
            for (int x = 0; x < fittedWidth; x++) {
                for (int c = 0; c < 3; c++) {
                    int value = value(x, y, c % channels);
                    rgb[((y + top) * toWidth + x + left) * 3 + c] = (byte) value;
                }
            }
        }
        return rgb;
    }

    private int value(int x, int y, int c) {
        return switch (rule) {
            case 0 -> at(x, y, c);
            case 1 -> average(x, y, c);
            case 2 -> plainAverage(x, y, c);
            case 3 -> linear(x, y, c);
            default -> throw new IllegalStateException("rule " + rule);
        };
    }

    private int at(int x, int y, int c) {
        return pixels[y * pitch + x * channels + c] & 0xFF;
    }

    private int average(int x, int y, int c) {
        float[] across = weights(x, width, fittedWidth);
        float[] down = weights(y, height, fittedHeight);
        float sum = 0;
        boolean first = true;
        for (int k = 0; k < height; k++) {
            if (down[k] == 0) {
                continue;
            }
            float line = 0;
            for (int t = 0; t < width; t++) {
                line = across[t] == 0 ? line : line + at(t, k, c) * across[t];
            }
            sum = first ? down[k] * line : sum + down[k] * line;
            first = false;
        }
        return (int) Math.rint(sum);
    }

    /** The weight of every pixel of a line in one cell. */
    private static float[] weights(int index, int in, int out) {
        float[] weights = new float[in];
        double scale = 1 / ((double) out / in);
        double from = index * scale;
        double to = from + scale;
        double length = Math.min(scale, in - from);
        int end = Math.min((int) Math.floor(to), in - 1);
        int begin = Math.min((int) Math.ceil(from), end);
        if (begin - from > SLIVER) {
            weights[begin - 1] = (float) ((begin - from) / length);
        }
        for (int i = begin; i < end; i++) {
            weights[i] = (float) (1 / length);
        }
        if (to - end > SLIVER) {
            weights[end] = (float) (Math.min(Math.min(to - end, 1), length) / length);
        }
        return weights;
    }

    private int plainAverage(int x, int y, int c) {
        int columns = width / fittedWidth;
        int rows = height / fittedHeight;
        int sum = 0;
        for (int k = 0; k < rows; k++) {
            for (int t = 0; t < columns; t++) {
                sum += at(x * columns + t, y * rows + k, c);
            }
        }
        return columns == 2 && rows == 2 ? (sum + 2) / 4 : (int) Math.rint(sum * (1f / (columns * rows)));
    }

    private int linear(int x, int y, int c) {
        float atX = centre(x, width, fittedWidth);
        int column = (int) Math.floor(atX);
        float restX = atX - column;
        if (column < 0 || column >= width - 1) {
            column = Math.max(0, Math.min(column, width - 1));
            restX = 0;
        }
        int next = Math.min(column + 1, width - 1);
        float atY = centre(y, height, fittedHeight);
        int line = (int) Math.floor(atY);
        float restY = atY - line;
        int upper = Math.max(0, Math.min(line, height - 1));
        int lower = Math.max(0, Math.min(line + 1, height - 1));
        int above = at(column, upper, c) * part(1 - restX) + at(next, upper, c) * part(restX);
        int below = at(column, lower, c) * part(1 - restX) + at(next, lower, c) * part(restX);
        return ((part(1 - restY) * (above >> 4) >> 16) + (part(restY) * (below >> 4) >> 16) + 2) >> 2;
    }

    private static float centre(int index, int in, int out) {
        return (float) ((index + 0.5) * (1 / ((double) out / in)) - 0.5);
    }

    private static int part(float weight) {
        return (int) Math.rint(weight * 2048);
    }
}
