package dev.sulcus.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class PillowResamplingTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden/resize");

    @ParameterizedTest
    @CsvFileSource(files = "src/test/resources/golden/resize/cases.csv", numLinesToSkip = 1)
    void shouldEqualPillowBilinearToTheLastBit(String name, int inWidth, int inHeight, int width, int height)
            throws IOException {
        ByteBuffer out = ByteBuffer.allocate(width * height * 3);
        new PillowBilinear(height, width)
                .resample(window(input(name), inWidth, inHeight, 3), window(out, width, height, 3));
        assertThat(out.array()).isEqualTo(Files.readAllBytes(GOLDEN.resolve(name + ".bilinear.rgb")));
    }

    @ParameterizedTest
    @CsvFileSource(files = "src/test/resources/golden/resize/cases.csv", numLinesToSkip = 1)
    void shouldEqualPillowNearestToTheLastBit(String name, int inWidth, int inHeight, int width, int height)
            throws IOException {
        ByteBuffer out = ByteBuffer.allocate(width * height * 3);
        new PillowNearest(height, width)
                .resample(window(input(name), inWidth, inHeight, 3), window(out, width, height, 3));
        assertThat(out.array()).isEqualTo(Files.readAllBytes(GOLDEN.resolve(name + ".nearest.rgb")));
    }

    @ParameterizedTest
    @CsvFileSource(files = "src/test/resources/golden/resize/cases.csv", numLinesToSkip = 1)
    void shouldTreatGreyAsOneOfTheChannels(String name, int inWidth, int inHeight, int width, int height)
            throws IOException {
        byte[] color = input(name).array();
        ByteBuffer grey = ByteBuffer.allocate(inWidth * inHeight);
        for (int i = 0; i < inWidth * inHeight; i++) {
            grey.put(i, color[i * 3 + 1]);
        }
        PillowBilinear bilinear = new PillowBilinear(height, width);
        ByteBuffer greyOut = ByteBuffer.allocate(width * height);
        bilinear.resample(window(grey, inWidth, inHeight, 1), window(greyOut, width, height, 1));
        byte[] wanted = Files.readAllBytes(GOLDEN.resolve(name + ".bilinear.rgb"));
        for (int i = 0; i < width * height; i++) {
            assertThat(greyOut.get(i)).isEqualTo(wanted[i * 3 + 1]);
        }
    }

    @ParameterizedTest
    @CsvFileSource(files = "src/test/resources/golden/resize/cases.csv", numLinesToSkip = 1)
    void shouldNotRememberTheLastPicture(String name, int inWidth, int inHeight, int width, int height)
            throws IOException {
        PillowBilinear bilinear = new PillowBilinear(height, width);
        ByteBuffer out = ByteBuffer.allocate(width * height * 3);
        bilinear.resample(window(ByteBuffer.allocate(200 * 150 * 3), 150, 200, 3), window(out, width, height, 3));
        bilinear.resample(window(input(name), inWidth, inHeight, 3), window(out, width, height, 3));
        assertThat(out.array()).isEqualTo(Files.readAllBytes(GOLDEN.resolve(name + ".bilinear.rgb")));
    }

    private static PixelWindow window(ByteBuffer pixels, int width, int height, int channels) {
        return new PixelWindow().show(pixels, 0, width, height, channels);
    }

    private static ByteBuffer input(String name) throws IOException {
        return ByteBuffer.wrap(Files.readAllBytes(GOLDEN.resolve(name + ".in.rgb")));
    }
}
