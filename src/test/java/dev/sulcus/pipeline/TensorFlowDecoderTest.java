package dev.sulcus.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("native")
class TensorFlowDecoderTest {
    private static final Path FORMATS = Path.of("src/test/resources/golden/formats");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @MethodSource("dev.sulcus.pipeline.ScanDecoderTest#formats")
    void shouldGiveOpenCvsPixelsToTheLastBit(Path file) {
        compare(file);
    }

    @Test
    void shouldGiveOpenCvsPixelsOfALargeJpeg() {
        Path file = DrawnScans.write(folder.resolve("big.jpg"), DrawnScans.bytes("jpg", 1203, 901, 1));
        compare(file);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rgb.jpg", "progressive.jpg", "rgb.png"})
    void shouldDecodeWhatItTakes(String name) throws IOException {
        try (ScanReader reader = new ScanReader();
                TensorFlowDecoder decoder = new TensorFlowDecoder()) {
            ByteBuffer bytes = reader.read(FORMATS.resolve(name));
            ImageHeader header = ImageHeader.read(bytes);
            assertThat(TensorFlowDecoder.takes(header)).isTrue();
            assertThat(decoder.decode(header.format(), reader.address(), bytes.limit(), 3, 1))
                    .isTrue();
            assertThat(decoder.width()).isEqualTo(header.width());
            assertThat(decoder.height()).isEqualTo(header.height());
        }
    }

    @Test
    void shouldDivideTheSidesOfAJpegRoundedUp() throws IOException {
        Path file = DrawnScans.write(folder.resolve("odd.jpg"), DrawnScans.bytes("jpg", 203, 101, 1));
        try (ScanReader reader = new ScanReader();
                TensorFlowDecoder decoder = new TensorFlowDecoder()) {
            ByteBuffer bytes = reader.read(file);
            ImageHeader header = ImageHeader.read(bytes);
            assertThat(decoder.decode(header.format(), reader.address(), bytes.limit(), 1, 4))
                    .isTrue();
            assertThat(decoder.width()).isEqualTo(51);
            assertThat(decoder.height()).isEqualTo(26);
        }
    }

    @Test
    void shouldGoOnAfterAFileThatItCannotDecode() throws IOException {
        byte[] whole = Files.readAllBytes(FORMATS.resolve("rgb.png"));
        Path cut = DrawnScans.write(folder.resolve("cut.png"), Arrays.copyOf(whole, whole.length / 2));
        try (ScanReader reader = new ScanReader();
                TensorFlowDecoder decoder = new TensorFlowDecoder()) {
            ByteBuffer half = reader.read(cut);
            ImageHeader header = ImageHeader.read(half);
            assertThat(decoder.decode(header.format(), reader.address(), half.limit(), 3, 1))
                    .isFalse();
            ByteBuffer all = reader.read(FORMATS.resolve("rgb.png"));
            assertThat(decoder.decode(header.format(), reader.address(), all.limit(), 3, 1))
                    .isTrue();
        }
    }

    @Test
    void shouldLeaveNextToNothingOnTheJavaHeap() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (ScanReader reader = new ScanReader();
                TensorFlowDecoder decoder = new TensorFlowDecoder()) {
            ByteBuffer bytes = reader.read(FORMATS.resolve("rgb.jpg"));
            ImageHeader header = ImageHeader.read(bytes);
            long before = 0;
            for (int i = -100; i < 100; i++) {
                before = i == 0 ? threads.getCurrentThreadAllocatedBytes() : before;
                decoder.decode(header.format(), reader.address(), bytes.limit(), 3, 1);
            }
            assertThat((threads.getCurrentThreadAllocatedBytes() - before) / 100)
                    .isLessThan(100);
        }
    }

    private static void compare(Path file) {
        PixelSpec spec = new PixelSpec(32, 32, Resampling.AREA);
        try (ScanLoader loader = new ScanLoader(10_000_000);
                ScanLoader openCv = new ScanLoader(10_000_000)) {
            PixelWindow shown = loader.show(file, 0, spec);
            Mat wanted = openCv.load(file, ScanLoader.COLOR_AS_STORED);
            assertThat(shown.isRgb()).isEqualTo(TensorFlowDecoder.takes(loader.header()));
            assertThat(rgb(shown)).isEqualTo(rgb(openCv.window()));
            assertThat(shown.width()).isEqualTo(wanted.cols());
        }
    }

    private static byte[] rgb(PixelWindow window) {
        byte[] pixels = new byte[window.rowBytes() * window.height()];
        byte[] row = new byte[window.rowBytes()];
        boolean swap = window.channels() == 3 && !window.isRgb();
        for (int y = 0; y < window.height(); y++) {
            window.read(y, row);
            for (int i = 0; i < row.length; i++) {
                pixels[y * row.length + i] = row[swap ? i + 2 - 2 * (i % 3) : i];
            }
        }
        return pixels;
    }
}
