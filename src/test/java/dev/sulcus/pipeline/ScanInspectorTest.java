package dev.sulcus.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sulcus.artefact.Sha256;
import dev.sulcus.dataset.ColorMode;
import dev.sulcus.dataset.ImageFormat;
import dev.sulcus.dataset.JpegFacts;
import dev.sulcus.dataset.ScanFacts;
import dev.sulcus.dataset.ScanFile;
import dev.sulcus.dataset.StorageFacts;
import dev.sulcus.device.NativeBlocks;
import dev.sulcus.fault.Fault;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("native")
class ScanInspectorTest {
    private static final Path FORMATS = Path.of("src/test/resources/golden/formats");
    private static final InspectionConfig CONFIG = new InspectionConfig(2, 1_000_000);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "rgb.jpg,JPEG,RGB,8",
        "grey.jpg,JPEG,GREY,8",
        "cmyk.jpg,JPEG,CMYK,8",
        "progressive.jpg,JPEG,RGB,8",
        "rgb.png,PNG,RGB,8",
        "rgba.png,PNG,RGBA,8",
        "palette.png,PNG,PALETTE,8",
        "palette4.png,PNG,PALETTE,4",
        "grey16.png,PNG,GREY,16",
        "grey-alpha.png,PNG,GREY_ALPHA,8",
        "bilevel.png,PNG,GREY,1",
        "rgb.bmp,BMP,RGB,8",
        "grey.bmp,BMP,GREY,8",
        "palette.bmp,BMP,PALETTE,8",
        "bilevel.bmp,BMP,GREY,1",
        "rgb.tif,TIFF,RGB,8",
        "rgba.tif,TIFF,RGBA,8",
        "palette.tif,TIFF,PALETTE,8",
        "grey16.tif,TIFF,GREY,16",
        "lossy.webp,WEBP,RGB,8",
        "lossless.webp,WEBP,RGB,8",
        "rgba.webp,WEBP,RGBA,8",
    })
    void shouldSeeWhatAFileIs(String name, ImageFormat format, ColorMode mode, int bits) throws IOException {
        Path file = FORMATS.resolve(name);
        ScanFacts facts = inspect(List.of(file)).get(0).facts();
        assertThat(facts.format()).isEqualTo(format);
        assertThat(facts.mode()).isEqualTo(mode);
        assertThat(facts.bitDepth()).isEqualTo(bits);
        assertThat(facts.width()).isEqualTo(40);
        assertThat(facts.height()).isEqualTo(32);
        assertThat(facts.bytes()).isEqualTo(Files.size(file));
        assertThat(facts.sha256()).isEqualTo(Sha256.of(file));
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 30, 50, 75, 90, 100})
    void shouldTellAJpegsQualityFromItsTables(int quality) {
        Path file = folder.resolve("scan.jpg");
        writeJpeg(file, quality);
        JpegFacts jpeg = inspect(List.of(file)).get(0).facts().storage().jpeg();
        assertThat(jpeg.quality()).isEqualTo(quality);
        assertThat(jpeg.standard()).isTrue();
        assertThat(jpeg.progressive()).isFalse();
        assertThat(jpeg.subsampling()).isEqualTo("4:2:0");
    }

    @Test
    void shouldTellEncodersApartByTheirTables() throws IOException {
        writeJpeg(folder.resolve("a.jpg"), 75);
        writeJpeg(folder.resolve("b.jpg"), 76);
        Files.copy(folder.resolve("a.jpg"), folder.resolve("c.jpg"));
        List<String> tables =
                inspect(List.of(folder.resolve("a.jpg"), folder.resolve("b.jpg"), folder.resolve("c.jpg"))).stream()
                        .map(scan -> scan.facts().storage().jpeg().tables())
                        .toList();
        assertThat(tables.get(0)).isEqualTo(tables.get(2)).isNotEqualTo(tables.get(1));
    }

    @Test
    void shouldSeeHowAJpegWasWritten() {
        assertThat(storage("progressive.jpg").jpeg().progressive()).isTrue();
        assertThat(storage("grey.jpg").jpeg().subsampling()).isEqualTo("none");
        assertThat(storage("rgb.png").jpeg()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rgb.jpg", "rgb.png", "rgb.tif", "rgb.bmp", "lossy.webp"})
    void shouldFindNoExifWhereThereIsNone(String name) {
        assertThat(storage(name).exif()).isFalse();
    }

    @Test
    void shouldFindExif() throws IOException {
        byte[] jpeg = Files.readAllBytes(FORMATS.resolve("rgb.jpg"));
        byte[] block = {(byte) 0xFF, (byte) 0xE1, 0, 16, 'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42, 0, 0, 0, 8};
        byte[] with = ByteBuffer.allocate(jpeg.length + block.length)
                .put(jpeg, 0, 2)
                .put(block)
                .put(jpeg, 2, jpeg.length - 2)
                .array();
        Path file = DrawnScans.write(folder.resolve("exif.jpg"), with);
        assertThat(inspect(List.of(file)).get(0).facts().storage().exif()).isTrue();
    }

    @Test
    void shouldMeasureTheTwoOutermostPixels() throws IOException {
        var image = new BufferedImage(20, 10, BufferedImage.TYPE_BYTE_GRAY);
        for (int x = 0; x < 20; x++) {
            image.getRaster().setSample(x, 0, 0, 100);
            image.getRaster().setSample(x, 5, 0, x < 2 ? 0 : 200);
        }
        Path file = folder.resolve("edge.png");
        ImageIO.write(image, "png", file.toFile());
        StorageFacts storage = inspect(List.of(file)).get(0).facts().storage();
        // 104 pixels lie on the edge: 20 of them at 100, of row 5 the last two at 200.
        assertThat(storage.edgeMean()).isEqualTo((20 * 100 + 2 * 200) / 104.0);
        assertThat(storage.edgeBlack()).isEqualTo((104 - 22) / 104.0);
    }

    private static StorageFacts storage(String name) {
        return inspect(List.of(FORMATS.resolve(name))).get(0).facts().storage();
    }

    private static void writeJpeg(Path file, int quality) {
        try (Mat picture = new Mat(32, 32, opencv_core.CV_8UC3);
                IntPointer settings = new IntPointer(opencv_imgcodecs.IMWRITE_JPEG_QUALITY, quality)) {
            assertThat(opencv_imgcodecs.imwrite(file.toString(), picture, settings))
                    .isTrue();
        }
    }

    @Test
    void shouldKeepTheOrderAndNameTheReasonOfEachFailure() {
        List<Path> files = new ArrayList<>(DrawnScans.write(folder, 9));
        DrawnScans.write(files.get(4), new byte[0]);
        List<InspectedScan> scans = inspect(files);
        for (int i = 0; i < 9; i++) {
            assertThat(scans.get(i).file().file()).isEqualTo(files.get(i));
            assertThat(scans.get(i).readable()).isEqualTo(i != 4);
        }
        assertThat(scans.get(4).failure()).isEqualTo("empty: the file has no bytes");
    }

    @Test
    void shouldTellItsProgressStepByStep() {
        List<Long> steps = new ArrayList<>();
        ScanInspector.inspect(scanFiles(DrawnScans.write(folder, 7)), CONFIG, (done, total) -> steps.add(done));
        assertThat(steps).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
    }

    @Test
    void shouldReadPicturesLargerThanTheFingerprintSees() {
        Path file = DrawnScans.write(folder.resolve("large.png"), DrawnScans.bytes("png", 700, 40, 1));
        assertThat(inspect(List.of(file)).get(0).facts().width()).isEqualTo(700);
    }

    @Test
    void shouldLeaveNoNativeBlockBehindWhenTheListenerThrows() {
        int before = NativeBlocks.liveBlocks();
        List<ScanFile> files = scanFiles(DrawnScans.write(folder, 5));
        assertThatThrownBy(() -> ScanInspector.inspect(files, CONFIG, (done, total) -> {
                    throw new IllegalStateException("injected");
                }))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("injected");
        assertThat(NativeBlocks.liveBlocks()).isEqualTo(before);
    }

    private static List<InspectedScan> inspect(List<Path> files) {
        return ScanInspector.inspect(scanFiles(files), CONFIG, Progress.NONE).scans();
    }

    private static List<ScanFile> scanFiles(List<Path> files) {
        return files.stream()
                .map(f -> new ScanFile("class/" + f.getFileName(), "class", f))
                .toList();
    }
}
