package dev.sulcus.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sulcus.device.NativeBlock;
import dev.sulcus.pipeline.Fit;
import dev.sulcus.pipeline.PipelineResampling;
import dev.sulcus.pipeline.PixelSpec;
import dev.sulcus.pipeline.Region;
import dev.sulcus.pipeline.Resampling;
import dev.sulcus.pipeline.Tone;
import dev.sulcus.support.ResizeReference;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kernel's source, run on the host, and its plain reference, against what the pipeline makes of the same pixels. */
@Tag("native")
class ResizeAgreementTest {
    private static final int BLOCK = 64;

    @TempDir
    private static Path folder;

    private static Optional<HostKernel> kernel;

    private enum Content {
        NOISE,
        BLACK_AND_WHITE,
        RAMP,
        NEUTRAL
    }

    private record Picture(byte[] pixels, int width, int height, int channels) {}

    private interface Launch {
        void run(PictureTable table, long batch, PictureTarget target);
    }

    @BeforeAll
    static void compile() throws IOException, InterruptedException {
        kernel = HostKernel.compile(folder);
    }

    @Test
    void shouldAverageInTheKernelAsThePipelineDoes() {
        compare(11, 400, Interpolation.AREA, false, kernel());
    }

    @Test
    void shouldInterpolateInTheKernelAsThePipelineDoes() {
        compare(12, 200, Interpolation.LINEAR, false, kernel());
    }

    @Test
    void shouldPadInTheKernelAsThePipelineDoes() {
        compare(13, 100, Interpolation.AREA, true, kernel());
        compare(14, 60, Interpolation.LINEAR, true, kernel());
    }

    @Test
    void shouldHoldTheReferenceToThePipelineToo() {
        compare(11, 150, Interpolation.AREA, false, ResizeAgreementTest::refer);
        compare(12, 100, Interpolation.LINEAR, false, ResizeAgreementTest::refer);
        compare(13, 50, Interpolation.AREA, true, ResizeAgreementTest::refer);
    }

    @Test
    void shouldAverageLargePicturesAsThePipelineDoes() {
        var random = new Random(15);
        var target = new PictureTarget(224, 224, Interpolation.AREA, false);
        for (int[] size : new int[][] {{512, 512}, {225, 1920}, {630, 630}, {1080, 1275}, {448, 448}, {672, 448}}) {
            for (Content content : Content.values()) {
                compare(picture(random, content, 3, size[0], size[1]), target, kernel());
            }
        }
    }

    @Test
    void shouldPutEachPictureOfALaunchInItsRowAndLeaveTheOthers() {
        var random = new Random(16);
        var target = new PictureTarget(16, 20, Interpolation.AREA, false);
        Picture first = picture(random, Content.NOISE, 3, 50, 40);
        Picture second = picture(random, Content.NOISE, 1, 19, 33);
        int bytes = (int) target.imageBytes();
        byte[] batch = launch(kernel(), target, 3, new Picture[] {first, second}, new int[] {2, 0});
        assertThat(Arrays.copyOfRange(batch, 0, bytes)).isEqualTo(expected(second, target));
        assertThat(Arrays.copyOfRange(batch, bytes, 2 * bytes)).containsOnly(0x5A);
        assertThat(Arrays.copyOfRange(batch, 2 * bytes, 3 * bytes)).isEqualTo(expected(first, target));
    }

    @Test
    void shouldReadRowsThatLieApart() {
        var target = new PictureTarget(16, 17, Interpolation.AREA, false);
        Picture whole = picture(new Random(17), Content.NOISE, 3, 40, 30);
        byte[] part = new byte[3 * 25 * 30];
        for (int y = 0; y < 30; y++) {
            System.arraycopy(whole.pixels, 3 * 40 * y, part, 3 * 25 * y, 3 * 25);
        }
        try (NativeBlock in = block(whole.pixels);
                NativeBlock out = NativeBlock.allocate("test", target.imageBytes());
                var table = new PictureTable(target, 1)) {
            table.add(in.address(), 3 * 40, 25, 30, 3, 0);
            kernel().run(table, out.address(), target);
            assertThat(bytes(out)).isEqualTo(expected(new Picture(part, 25, 30, 3), target));
        }
    }

    private static Launch kernel() {
        assumeTrue(kernel.isPresent(), "there is no C++ compiler (c++, g++ or clang++) to compile the kernels with");
        return (table, batch, target) -> {
            int blocks = (target.width() * target.height() + BLOCK - 1) / BLOCK;
            kernel.get().resize(blocks, table.size(), BLOCK, table.address(), batch, target.width(), target.height());
        };
    }

    private static void refer(PictureTable table, long batch, PictureTarget target) {
        ResizeReference.resize(table.address(), table.size(), batch, target.width(), target.height());
    }

    private static void compare(int seed, int rounds, Interpolation interpolation, boolean pad, Launch launch) {
        var random = new Random(seed);
        for (int i = 0; i < rounds; i++) {
            int width = 16 + random.nextInt(50);
            int height = 16 + random.nextInt(50);
            var target = new PictureTarget(height, width, interpolation, pad);
            int inWidth = side(random, width);
            int inHeight = side(random, height);
            Content content = Content.values()[random.nextInt(Content.values().length)];
            compare(picture(random, content, random.nextBoolean() ? 3 : 1, inWidth, inHeight), target, launch);
        }
    }

    /** The same, a multiple, smaller or anything else. */
    private static int side(Random random, int target) {
        return switch (random.nextInt(8)) {
            case 0 -> target;
            case 1 -> target * (1 + random.nextInt(5));
            case 2 -> 1 + random.nextInt(target);
            default -> target + random.nextInt(target * (1 + random.nextInt(6)));
        };
    }

    private static void compare(Picture picture, PictureTarget target, Launch launch) {
        assertThat(launch(launch, target, 1, new Picture[] {picture}, new int[] {0}))
                .as("%d × %d of %d channels, to %s", picture.width, picture.height, picture.channels, target)
                .isEqualTo(expected(picture, target));
    }

    private static byte[] expected(Picture picture, PictureTarget target) {
        var spec = new PixelSpec(
                target.height(),
                target.width(),
                target.interpolation() == Interpolation.AREA ? Resampling.AREA : Resampling.LINEAR,
                Region.WHOLE,
                target.pad() ? Fit.PAD : Fit.STRETCH,
                Tone.STORED);
        return PipelineResampling.resample(spec, picture.pixels, picture.width, picture.height, picture.channels);
    }

    private static byte[] launch(Launch launch, PictureTarget target, int rows, Picture[] pictures, int[] places) {
        byte[] before = new byte[(int) target.imageBytes() * rows];
        Arrays.fill(before, (byte) 0x5A);
        NativeBlock[] blocks = new NativeBlock[pictures.length];
        try (NativeBlock out = block(before);
                var table = new PictureTable(target, rows)) {
            for (int i = 0; i < pictures.length; i++) {
                Picture each = pictures[i];
                blocks[i] = block(each.pixels);
                table.add(
                        blocks[i].address(),
                        each.width * each.channels,
                        each.width,
                        each.height,
                        each.channels,
                        places[i]);
            }
            launch.run(table, out.address(), target);
            return bytes(out);
        } finally {
            CloseAll.close(blocks);
        }
    }

    private static NativeBlock block(byte[] bytes) {
        NativeBlock block = NativeBlock.allocate("test", bytes.length);
        block.buffer().put(0, bytes);
        return block;
    }

    private static byte[] bytes(NativeBlock block) {
        byte[] bytes = new byte[(int) block.bytes()];
        block.buffer().get(0, bytes);
        return bytes;
    }

    private static Picture picture(Random random, Content content, int channels, int width, int height) {
        byte[] pixels = new byte[width * height * channels];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = switch (content) {
                case NOISE -> (byte) random.nextInt(256);
                case BLACK_AND_WHITE -> (byte) (random.nextInt(4) == 0 ? 255 : 0);
                case RAMP -> (byte) (i / 7);
                case NEUTRAL -> i % channels == 0 ? (byte) random.nextInt(256) : pixels[i - 1];
            };
        }
        return new Picture(pixels, width, height, channels);
    }
}
