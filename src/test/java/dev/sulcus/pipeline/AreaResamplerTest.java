package dev.sulcus.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sulcus.device.NativeBlock;
import dev.sulcus.device.OpenCv;
import java.util.Random;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Size;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("native")
class AreaResamplerTest {
    private enum Content {
        NOISE,
        BLACK_AND_WHITE,
        RAMP,
        NEUTRAL,
        ALMOST_NEUTRAL
    }

    @BeforeAll
    static void load() {
        OpenCv.require();
    }

    @Test
    void shouldEqualOpenCvToTheLastBit() {
        Random random = new Random(5);
        for (int i = 0; i < 400; i++) {
            int width = 16 + random.nextInt(60);
            int height = 16 + random.nextInt(60);
            int inWidth = width + random.nextInt(width * (1 + random.nextInt(8)));
            int inHeight = height + random.nextInt(height * (1 + random.nextInt(8)));
            Content content = Content.values()[random.nextInt(Content.values().length)];
            compare(random, content, random.nextBoolean() ? 3 : 1, inWidth, inHeight, width, height);
        }
    }

    @Test
    void shouldEqualOpenCvWhereHalvesAreCommon() {
        Random random = new Random(6);
        for (Content content : Content.values()) {
            compare(random, content, 3, 64, 128, 48, 64);
            compare(random, content, 1, 80, 96, 64, 48);
        }
    }

    @Test
    void shouldResampleARectangleOfAPicture() {
        byte[] pixels = pixels(new Random(1), Content.NOISE, 3, 101, 90);
        try (NativeBlock block = block(pixels)) {
            PixelWindow whole = new PixelWindow().showRgb(block.address(), 101, 90, 3);
            PixelWindow part = new PixelWindow().show(whole, 7, 5, 83, 85);
            assertThat(ours(part, 32, 40)).isEqualTo(openCvs(part, 32, 40));
        }
    }

    @Test
    void shouldGiveOneChannelWhereNoPixelHasAColour() {
        assertThat(channels(Content.NEUTRAL)).isEqualTo(1);
        assertThat(channels(Content.ALMOST_NEUTRAL)).isEqualTo(3);
    }

    @Test
    void shouldLeaveEnlargingAndWholeNumbersToOpenCv() {
        PixelWindow picture = new PixelWindow().showRgb(0, 96, 64, 3);
        assertThat(AreaResampler.takes(picture, 97, 32)).isFalse();
        assertThat(AreaResampler.takes(picture, 48, 32)).isFalse();
        assertThat(AreaResampler.takes(picture, 48, 33)).isTrue();
        assertThat(AreaResampler.takes(picture, 95, 64)).isTrue();
    }

    private static int channels(Content content) {
        byte[] pixels = pixels(new Random(2), content, 3, 61, 50);
        try (NativeBlock block = block(pixels)) {
            PixelWindow picture = new PixelWindow().showRgb(block.address(), 61, 50, 3);
            return new AreaResampler(32 * 32).resample(picture, 32, 32);
        }
    }

    private static void compare(
            Random random, Content content, int channels, int inWidth, int inHeight, int width, int height) {
        byte[] pixels = pixels(random, content, channels, inWidth, inHeight);
        try (NativeBlock block = block(pixels)) {
            PixelWindow picture = new PixelWindow().showRgb(block.address(), inWidth, inHeight, channels);
            if (AreaResampler.takes(picture, width, height)) {
                assertThat(ours(picture, width, height))
                        .as("%s, %d channels, %d × %d to %d × %d", content, channels, inWidth, inHeight, width, height)
                        .isEqualTo(openCvs(picture, width, height));
            }
        }
    }

    /** With as many channels as the picture. */
    private static byte[] ours(PixelWindow picture, int width, int height) {
        AreaResampler area = new AreaResampler(width * height);
        int channels = area.resample(picture, width, height);
        byte[] out = new byte[width * height * picture.channels()];
        try (NativeBlock block = NativeBlock.allocate("test", out.length)) {
            area.write(new PixelWindow().show(block.buffer(), block.address(), width, height, channels));
            for (int i = 0; i < out.length; i++) {
                out[i] = block.buffer().get(channels == picture.channels() ? i : i / 3);
            }
        }
        return out;
    }

    private static byte[] openCvs(PixelWindow picture, int width, int height) {
        byte[] out = new byte[width * height * picture.channels()];
        try (NativeBlock block = NativeBlock.allocate("test", out.length);
                MatHeader from = new MatHeader();
                MatHeader to = new MatHeader();
                Size size = new Size(width, height)) {
            PixelWindow target =
                    new PixelWindow().show(block.buffer(), block.address(), width, height, picture.channels());
            opencv_imgproc.resize(from.over(picture), to.over(target), size, 0, 0, opencv_imgproc.INTER_AREA);
            block.buffer().get(0, out);
        }
        return out;
    }

    private static NativeBlock block(byte[] pixels) {
        NativeBlock block = NativeBlock.allocate("test", pixels.length);
        block.buffer().put(0, pixels);
        return block;
    }

    private static byte[] pixels(Random random, Content content, int channels, int width, int height) {
        byte[] pixels = new byte[width * height * channels];
        for (int i = 0; i < pixels.length; i++) {
            boolean begins = i % channels == 0;
            pixels[i] = switch (content) {
                case NOISE -> (byte) random.nextInt(256);
                case BLACK_AND_WHITE -> (byte) (random.nextInt(4) == 0 ? 255 : 0);
                case RAMP -> (byte) (i / 7);
                case NEUTRAL, ALMOST_NEUTRAL -> begins ? (byte) random.nextInt(256) : pixels[i - 1];
            };
        }
        if (content == Content.ALMOST_NEUTRAL) {
            pixels[pixels.length - 1] ^= 1;
        }
        return pixels;
    }
}
