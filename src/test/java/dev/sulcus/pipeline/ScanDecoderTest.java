package dev.sulcus.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.sun.management.ThreadMXBean;
import dev.sulcus.device.NativeBlock;
import dev.sulcus.device.NativeBlocks;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("native")
class ScanDecoderTest {
    private static final Path FORMATS = Path.of("src/test/resources/golden/formats");
    private static final PixelSpec AS_STORED = new PixelSpec(32, 40, Resampling.NEAREST);
    private static final PixelSpec FULL = new PixelSpec(70, 70, Resampling.AREA);
    private static final PixelSpec REDUCED =
            new PixelSpec(70, 70, Resampling.AREA, Region.WHOLE, Fit.STRETCH, Tone.STORED, Decoding.REDUCED);

    @TempDir
    private Path folder;

    static List<Path> formats() throws IOException {
        try (Stream<Path> files = Files.list(FORMATS)) {
            return files.filter(
                            f -> !f.toString().endsWith(".rgb") && !f.toString().endsWith(".py"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("formats")
    void shouldTurnEveryFormatIntoPillowsRgb(Path file) throws IOException {
        byte[] wanted = Files.readAllBytes(Path.of(file + ".rgb"));
        // libjpeg and libwebp may differ by a level between builds, and CMYK is OpenCV's arithmetic.
        boolean lossy = file.toString().endsWith(".jpg") || file.toString().endsWith("lossy.webp");
        byte[] got = decode(AS_STORED, file);
        assertThat(largestDifference(got, wanted)).isLessThanOrEqualTo(lossy ? 1 : 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpg", "png", "bmp", "tif", "lossless.webp"})
    void shouldRefuseEveryTruncatedFile(String ending) throws IOException {
        byte[] whole = Files.readAllBytes(FORMATS.resolve(ending.contains(".") ? ending : "rgb." + ending));
        for (int i = 1; i < 40; i++) {
            int length = whole.length * i / 40;
            Path file = DrawnScans.write(folder.resolve("cut"), Arrays.copyOf(whole, length));
            assertThat(failure(file)).as("%d of %d bytes", length, whole.length).isNotNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rgb.jpg", "rgb.png", "rgb.bmp", "rgb.tif", "lossless.webp"})
    void shouldSurviveEveryDamagedByteOfAHeader(String name) throws IOException {
        byte[] whole = Files.readAllBytes(FORMATS.resolve(name));
        Path file = folder.resolve("damaged");
        try (ScanDecoder decoder = ScanDecoder.open(AS_STORED, 10_000);
                NativeBlock row = NativeBlock.allocate("test", AS_STORED.imageBytes())) {
            for (int i = 0; i < Math.min(60, whole.length); i++) {
                byte[] damaged = whole.clone();
                damaged[i] ^= (byte) 0xFF;
                String failure = decoder.decode(DrawnScans.write(file, damaged), row.address());
                assertThat(failure == null || !failure.contains("\n")).isTrue();
            }
        }
    }

    @Test
    void shouldAcceptBytesAfterTheEndOfAJpeg() throws IOException {
        byte[] whole = Files.readAllBytes(FORMATS.resolve("progressive.jpg"));
        Path file = DrawnScans.write(folder.resolve("trailing.jpg"), Arrays.copyOf(whole, whole.length + 99));
        assertThat(failure(file)).isNull();
    }

    @Test
    void shouldRefuseABombByItsHeader() throws IOException {
        byte[] bomb = Files.readAllBytes(FORMATS.resolve("rgb.png"));
        ByteBuffer.wrap(bomb).putInt(16, 60_000).putInt(20, 60_000);
        assertThat(failure(DrawnScans.write(folder.resolve("bomb.png"), bomb)))
                .isEqualTo("too large: 60000 × 60000 is 3600000000 pixels, the limit is 64000000");
    }

    @Test
    void shouldRefuseAnEmptyFile() {
        assertThat(failure(DrawnScans.write(folder.resolve("empty.jpg"), new byte[0])))
                .isEqualTo("empty: the file has no bytes");
    }

    @Test
    void shouldRefuseAFolderNamedLikeAnImage() throws IOException {
        assertThat(failure(Files.createDirectory(folder.resolve("folder.png")))).isEqualTo("a folder, not a file");
    }

    @Test
    void shouldRefuseTextNamedLikeAnImage() {
        byte[] text = "BM: this is no picture, but it begins like one".getBytes(StandardCharsets.UTF_8);
        assertThat(failure(DrawnScans.write(folder.resolve("text.jpg"), text))).startsWith("no image");
    }

    @Test
    void shouldRefuseAMissingFile() {
        assertThat(failure(folder.resolve("nowhere.jpg"))).isEqualTo("not found");
    }

    @Test
    void shouldRefuseAFileWithoutPermission() throws IOException {
        Path file = DrawnScans.write(folder.resolve("secret.png"), DrawnScans.bytes("png", 20, 20, 1));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        assumeFalse(Files.isReadable(file), "this user reads every file, permissions or not");
        assertThat(failure(file)).isEqualTo("permission denied");
    }

    @Test
    void shouldReadNamesWithSpacesAndLettersBeyondAscii() {
        Path file = DrawnScans.write(folder.resolve("Schädel 頭 №1.png"), DrawnScans.bytes("png", 40, 32, 1));
        assertThat(failure(file)).isNull();
    }

    @Test
    void shouldZeroThePixelsOfAFileThatFails() {
        Path file = DrawnScans.write(folder.resolve("text.jpg"), new byte[100]);
        assertThat(decode(AS_STORED, file)).containsOnly(0);
    }

    @ParameterizedTest
    @MethodSource("formats")
    void shouldDecodeAndResampleWithoutLeavingTheBlocksItOwns(Path file) {
        try (ScanLoader loader = new ScanLoader(10_000)) {
            long address = loader.load(file, ScanLoader.COLOR_AS_STORED).data().address();
            assertThat(address).isEqualTo(addressOf(loader.window().buffer()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"AREA", "LINEAR", "NEAREST", "PILLOW_BILINEAR"})
    void shouldLeaveNoNativeBlockBehind(String mode) {
        int before = NativeBlocks.liveBlocks();
        decode(new PixelSpec(48, 64, Resampling.valueOf(mode)), FORMATS.resolve("rgb.png"));
        decode(new PixelSpec(16, 16, Resampling.valueOf(mode)), folder.resolve("nowhere"));
        assertThat(NativeBlocks.liveBlocks()).isEqualTo(before);
    }

    @Test
    void shouldKeepFileAndPixelsOffTheJavaHeap() {
        Path file = DrawnScans.write(folder.resolve("big.jpg"), DrawnScans.bytes("jpg", 1200, 900, 1));
        PixelSpec spec = new PixelSpec(224, 224, Resampling.AREA);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (ScanDecoder decoder = ScanDecoder.open(spec, 64_000_000);
                NativeBlock row = NativeBlock.allocate("test", spec.imageBytes())) {
            for (int i = 0; i < 5; i++) {
                decoder.decode(file, row.address());
            }
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 10; i++) {
                decoder.decode(file, row.address());
            }
            assertThat((threads.getCurrentThreadAllocatedBytes() - before) / 10).isLessThan(8192);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpg", "png"})
    void shouldResampleLinearlyAsOpenCv(String format) {
        for (int side : new int[] {25, 90}) {
            Path file = DrawnScans.write(folder.resolve(side + "." + format), DrawnScans.bytes(format, side, 60, 1));
            assertThat(decode(new PixelSpec(48, 40, Resampling.LINEAR), file)).isEqualTo(linear(file, 40, 48));
        }
    }

    @Test
    void shouldReduceALargeJpegOnly() {
        Path large = DrawnScans.write(folder.resolve("large.jpg"), DrawnScans.bytes("jpg", 200, 200, 1));
        Path small = DrawnScans.write(folder.resolve("small.jpg"), DrawnScans.bytes("jpg", 120, 120, 1));
        Path png = DrawnScans.write(folder.resolve("large.png"), DrawnScans.bytes("png", 200, 200, 1));
        assertThat(decode(REDUCED, small)).isEqualTo(decode(FULL, small));
        assertThat(decode(REDUCED, png)).isEqualTo(decode(FULL, png));
        byte[] reduced = decode(REDUCED, large);
        byte[] full = decode(FULL, large);
        assertThat(reduced).isNotEqualTo(full);
        assertThat(meanDifference(reduced, full)).isLessThan(8);
    }

    private static double meanDifference(byte[] one, byte[] other) {
        long sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += Math.abs((one[i] & 0xFF) - (other[i] & 0xFF));
        }
        return (double) sum / one.length;
    }

    private static byte[] linear(Path file, int width, int height) {
        byte[] pixels = new byte[width * height * 3];
        try (ScanLoader loader = new ScanLoader(100_000);
                Mat small = new Mat();
                Mat rgb = new Mat();
                Size size = new Size(width, height)) {
            opencv_imgproc.resize(
                    loader.load(file, ScanLoader.COLOR_AS_STORED), small, size, 0, 0, opencv_imgproc.INTER_LINEAR);
            boolean grey = small.channels() == 1;
            opencv_imgproc.cvtColor(small, rgb, grey ? opencv_imgproc.COLOR_GRAY2RGB : opencv_imgproc.COLOR_BGR2RGB);
            rgb.data().get(pixels);
        }
        return pixels;
    }

    private static long addressOf(ByteBuffer buffer) {
        try (BytePointer pointer = new BytePointer(buffer)) {
            return pointer.address();
        }
    }

    private static int largestDifference(byte[] got, byte[] wanted) {
        assertThat(got).hasSameSizeAs(wanted);
        int largest = 0;
        for (int i = 0; i < got.length; i++) {
            largest = Math.max(largest, Math.abs((got[i] & 0xFF) - (wanted[i] & 0xFF)));
        }
        return largest;
    }

    private static String failure(Path file) {
        try (ScanDecoder decoder = ScanDecoder.open(AS_STORED, PipelineConfig.DEFAULT_MAX_PIXELS);
                NativeBlock row = NativeBlock.allocate("test", AS_STORED.imageBytes())) {
            return decoder.decode(file, row.address());
        }
    }

    private static byte[] decode(PixelSpec spec, Path file) {
        try (ScanDecoder decoder = ScanDecoder.open(spec, PipelineConfig.DEFAULT_MAX_PIXELS);
                NativeBlock row = NativeBlock.allocate("test", spec.imageBytes())) {
            decoder.decode(file, row.address());
            byte[] pixels = new byte[spec.imageBytes()];
            row.buffer().get(0, pixels);
            return pixels;
        }
    }
}
