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
        new PillowBilinear(height, width).resample(input(name), inHeight, inWidth, 3, out);
        assertThat(out.array()).isEqualTo(Files.readAllBytes(GOLDEN.resolve(name + ".bilinear.rgb")));
    }

    @ParameterizedTest
    @CsvFileSource(files = "src/test/resources/golden/resize/cases.csv", numLinesToSkip = 1)
    void shouldEqualPillowNearestToTheLastBit(String name, int inWidth, int inHeight, int width, int height)
            throws IOException {
        ByteBuffer out = ByteBuffer.allocate(width * height * 3);
        new PillowNearest(height, width).resample(input(name), inHeight, inWidth, 3, out);
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
        bilinear.resample(grey, inHeight, inWidth, 1, greyOut);
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
        bilinear.resample(ByteBuffer.allocate(200 * 150 * 3), 200, 150, 3, out);
        bilinear.resample(input(name), inHeight, inWidth, 3, out);
        assertThat(out.array()).isEqualTo(Files.readAllBytes(GOLDEN.resolve(name + ".bilinear.rgb")));
    }

    private static ByteBuffer input(String name) throws IOException {
        return ByteBuffer.wrap(Files.readAllBytes(GOLDEN.resolve(name + ".in.rgb")));
    }
}
