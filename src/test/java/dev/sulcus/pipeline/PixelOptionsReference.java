package dev.sulcus.pipeline;

import dev.sulcus.dataset.HeadCrop;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/**
 * Region, fit and tone in plain Java, one array for each step: the picture is cut and made grey here, resized by the
 * plain spec, whose way has golden files of its own, then stretched and padded here.
 */
final class PixelOptionsReference {
    private final Path folder;

    PixelOptionsReference(Path folder) {
        this.folder = folder;
    }

    /** What {@code spec} makes of an RGB [height, width, 3] picture of at most 512 pixels a side. */
    byte[] of(int[][][] rgb, PixelSpec spec) {
        int[][] luma = map(rgb);
        HeadCrop head = new HeadCrop();
        head.find(ByteBuffer.wrap(flat(luma)), luma[0].length, luma.length);
        int[] box = spec.region() == Region.WHOLE ? new int[] {0, 0, luma[0].length, luma.length} : box(head, luma);
        int[][][] part = cut(rgb, box);
        if (spec.tone() != Tone.STORED) {
            part = grey(map(part));
        }
        int width = box[2] - box[0];
        int height = box[3] - box[1];
        int[] inner = spec.fit() == Fit.STRETCH ? new int[] {spec.width(), spec.height()} : inner(width, height, spec);
        int[][][] resized = resize(part, inner[0], inner[1], spec.resampling());
        if (spec.tone() == Tone.STANDARD) {
            stretch(resized, map(part), head.threshold());
        }
        return padded(resized, spec);
    }

    private static int[] box(HeadCrop head, int[][] luma) {
        double margin = 0.03 * Math.max(head.right() - head.left(), head.bottom() - head.top());
        return new int[] {
            (int) Math.max(0, Math.floor(head.left() - margin)),
            (int) Math.max(0, Math.floor(head.top() - margin)),
            (int) Math.min(luma[0].length, Math.ceil(head.right() + margin)),
            (int) Math.min(luma.length, Math.ceil(head.bottom() + margin))
        };
    }

    private static int[] inner(int width, int height, PixelSpec spec) {
        double scale = Math.min((double) spec.width() / width, (double) spec.height() / height);
        return new int[] {
            (int) Math.max(1, Math.floor(width * scale + 0.5)), (int) Math.max(1, Math.floor(height * scale + 0.5))
        };
    }

    private static void stretch(int[][][] pixels, int[][] region, double threshold) {
        int[] all = Arrays.stream(region).flatMapToInt(Arrays::stream).sorted().toArray();
        int[] bright = Arrays.stream(all).filter(level -> level > threshold).toArray();
        if (bright.length == 0) {
            return;
        }
        int low = all[(all.length + 99) / 100 - 1];
        int high = bright[(int) ((bright.length * 99L + 99) / 100) - 1];
        if (low >= high) {
            return;
        }
        for (int[][] row : pixels) {
            for (int[] pixel : row) {
                long level = Math.round((pixel[0] - low) * 255.0 / (high - low));
                Arrays.fill(pixel, (int) Math.max(0, Math.min(255, level)));
            }
        }
    }

    private static byte[] padded(int[][][] pixels, PixelSpec spec) {
        byte[] out = new byte[spec.imageBytes()];
        int top = (spec.height() - pixels.length) / 2;
        int left = (spec.width() - pixels[0].length) / 2;
        for (int y = 0; y < pixels.length; y++) {
            for (int x = 0; x < pixels[0].length; x++) {
                for (int c = 0; c < 3; c++) {
                    out[((top + y) * spec.width() + left + x) * 3 + c] = (byte) pixels[y][x][c];
                }
            }
        }
        return out;
    }

    private int[][][] resize(int[][][] pixels, int width, int height, Resampling resampling) {
        Path file = folder.resolve("reference.png");
        write(file, pixels);
        byte[] out = PixelOptionsTest.decode(file, new PixelSpec(height, width, resampling));
        int[][][] resized = new int[height][width][3];
        for (int i = 0; i < out.length; i++) {
            resized[i / 3 / width][i / 3 % width][i % 3] = out[i] & 0xFF;
        }
        return resized;
    }

    /** Writes RGB pixels as a PNG. */
    static void write(Path file, int[][][] pixels) {
        BufferedImage image = new BufferedImage(pixels[0].length, pixels.length, BufferedImage.TYPE_3BYTE_BGR);
        for (int y = 0; y < pixels.length; y++) {
            for (int x = 0; x < pixels[0].length; x++) {
                image.setRGB(x, y, pixels[y][x][0] << 16 | pixels[y][x][1] << 8 | pixels[y][x][2]);
            }
        }
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            ImageIO.write(image, "png", out);
            Files.write(file, out.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int[][][] cut(int[][][] rgb, int[] box) {
        return IntStream.range(box[1], box[3])
                .mapToObj(y -> Arrays.copyOfRange(rgb[y], box[0], box[2]))
                .toArray(int[][][]::new);
    }

    private static int[][] map(int[][][] rgb) {
        return Arrays.stream(rgb)
                .map(row -> Arrays.stream(row)
                        .mapToInt(p -> (19595 * p[0] + 38470 * p[1] + 7471 * p[2] + 32768) / 65536)
                        .toArray())
                .toArray(int[][]::new);
    }

    private static int[][][] grey(int[][] luma) {
        return Arrays.stream(luma)
                .map(row -> Arrays.stream(row)
                        .mapToObj(level -> new int[] {level, level, level})
                        .toArray(int[][]::new))
                .toArray(int[][][]::new);
    }

    private static byte[] flat(int[][] luma) {
        byte[] out = new byte[luma.length * luma[0].length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (byte) luma[i / luma[0].length][i % luma[0].length];
        }
        return out;
    }
}
