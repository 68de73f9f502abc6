package dev.sulcus.cuda;

import dev.sulcus.device.OpenCv;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.ImageIO;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;

/** Small files for tests of decoding. */
final class MadeUpJpeg {
    /** Interleaved RGB. */
    record Decoded(byte[] rgb, int width, int height) {}

    private MadeUpJpeg() {}

    static byte[] color(int width, int height, long seed) {
        return encode("jpg", draw(width, height, seed, BufferedImage.TYPE_3BYTE_BGR));
    }

    static byte[] grey(int width, int height, long seed) {
        return encode("jpg", draw(width, height, seed, BufferedImage.TYPE_BYTE_GRAY));
    }

    static byte[] png(int width, int height) {
        return encode("png", draw(width, height, 0, BufferedImage.TYPE_3BYTE_BGR));
    }

    /** Only the headers of a file of so many bits and components, and zeros. */
    static byte[] withFrame(int bits, int components) {
        byte[] file = new byte[200];
        int[] head = {0xFF, 0xD8, 0xFF, 0xC0, 0, 8 + 3 * components, bits, 0, 40, 0, 50, components};
        for (int i = 0; i < head.length; i++) {
            file[i] = (byte) head[i];
        }
        return file;
    }

    static Decoded decode(byte[] file) {
        OpenCv.require();
        try (Mat data = new Mat(1, file.length, 0);
                Mat rgb = new Mat()) {
            data.data().put(file);
            try (Mat bgr = opencv_imgcodecs.imdecode(data, opencv_imgcodecs.IMREAD_COLOR)) {
                opencv_imgproc.cvtColor(bgr, rgb, opencv_imgproc.COLOR_BGR2RGB);
                byte[] pixels = new byte[3 * rgb.cols() * rgb.rows()];
                rgb.data().get(pixels);
                return new Decoded(pixels, rgb.cols(), rgb.rows());
            }
        }
    }

    private static BufferedImage draw(int width, int height, long seed, int type) {
        var image = new BufferedImage(width, height, type);
        var random = new Random(seed);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int level = (int) (128 + 90 * Math.sin(x / (5.0 + seed)) * Math.cos(y / 7.0)) + random.nextInt(20);
                image.setRGB(x, y, level << 16 | (255 - level) << 8 | (x * 3 + y & 255));
            }
        }
        return image;
    }

    private static byte[] encode(String format, BufferedImage image) {
        try (var out = new ByteArrayOutputStream()) {
            ImageIO.write(image, format, out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
