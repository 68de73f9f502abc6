package dev.sulcus.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sulcus.fault.Fault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {
    @TempDir
    Path folder;

    @Test
    void shouldGiveBackEveryBitOfThirtyTwo() {
        WeightSet weights = MadeUpWeights.of(MadeUpWeights.CNN, 1);
        WeightSet read = roundTrip(weights, false);
        assertThat(read.arrays()).extracting(WeightArray::path).containsExactlyElementsOf(paths(weights));
        for (WeightArray array : weights.arrays()) {
            assertThat(MadeUpWeights.values(read, array.path())).isEqualTo(array.values());
        }
    }

    @Test
    void shouldRoundKernelsAloneToSixteenBits() {
        WeightSet weights = MadeUpWeights.of(MadeUpWeights.CNN, 2);
        WeightSet read = roundTrip(weights, true);
        float[] kernel = MadeUpWeights.values(weights, "dense/kernel");
        float[] rounded = MadeUpWeights.values(read, "dense/kernel");
        for (int i = 0; i < kernel.length; i++) {
            assertThat(rounded[i]).isEqualTo(Half.toFloat(Half.of(kernel[i])));
        }
        assertThat(MadeUpWeights.values(read, "dense/bias")).isEqualTo(MadeUpWeights.values(weights, "dense/bias"));
    }

    @Test
    void shouldCarryFacts() {
        WeightSet weights = MadeUpWeights.of(MadeUpWeights.CNN, 3).with(Map.of("licence", "none, it's “made up”"));
        assertThat(roundTrip(weights, false).facts())
                .containsEntry("source", "made up")
                .containsEntry("licence", "none, it's “made up”");
    }

    @Test
    void shouldBeginItsNumbersAtAMultipleOfEight() throws IOException {
        for (int length = 1; length < 9; length++) {
            Path file = folder.resolve("aligned");
            var weights = MadeUpWeights.of(MadeUpWeights.CNN, 1).with(Map.of("note", "x".repeat(length)));
            WeightFile.writeSafetensors(file, weights, false);
            long header = ByteBuffer.wrap(Files.readAllBytes(file))
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .getLong();
            assertThat(header % 8).isZero();
        }
    }

    @Test
    void shouldRefuseANumberThatSixteenBitsCannotHold() {
        var large = new WeightArray("dense/kernel", new long[] {1, 1}, new float[] {70_000});
        var weights = new WeightSet(List.of(large), null, Map.of());
        assertThatThrownBy(() -> WeightFile.writeSafetensors(folder.resolve("large"), weights, true))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("dense/kernel holds 70000.0");
        assertThat(folder.resolve("large")).doesNotExist();
    }

    @Test
    void shouldHoldASingleNumber() throws IOException {
        Path file = write("{\"a/count\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[0,4]}}", 4);
        assertThat(WeightFile.contents(file).numbers()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "F32 | [2] | [0,4]  | 4 | takes bytes 0 to 4 for 2",
                "F32 | [1] | [4,8]  | 8 | begins at byte 4, where 0",
                "F32 | [1] | [0,4]  | 8 | end at byte 4 of 8",
                "F32 | [2] | [0,8]  | 4 | cut off",
                "F64 | [1] | [0,8]  | 8 | type F64",
                "F32 | [-1] | [0,4] | 4 | -1 where a whole number",
                "F32 | [1.5] | [0,6] | 6 | 1.5 where a whole number",
                "F32 | [1] | [4,0]  | 4 | takes bytes 4 to 0",
                "F32 | [1] | [0]    | 4 | 1 offsets, not 2",
                "F32 | [4611686018427387904,4] | [0,0] | 0 | claims",
                "F32 | [4611686018427387904] | [0,0] | 0 | claims"
            })
    void shouldRefuseAnEntryThatContradictsItself(String type, String shape, String offsets, int bytes, String why)
            throws IOException {
        String header =
                "{\"a/kernel\":{\"dtype\":\"" + type + "\",\"shape\":" + shape + ",\"data_offsets\":" + offsets + "}}";
        assertRefused(write(header, bytes), why);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4],\"more\":1}}",
                "{\"a\":7}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},"
                        + "\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},"
                        + "\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}",
                "{]"
            })
    void shouldRefuseAHeaderThatIsNotSound(String header) throws IOException {
        assertRefused(write(header, 4), "bad.safetensors");
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 1, 1_000, 200_000_000, Long.MAX_VALUE})
    void shouldRefuseAHeaderLongerThanTheFileOrTheLimit(long length) throws IOException {
        Path file = write("{}", 100);
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(0, length);
        Files.write(file, bytes);
        assertRefused(file, "header claims " + length);
    }

    private WeightSet roundTrip(WeightSet weights, boolean half) {
        Path file = folder.resolve("weights.anything");
        WeightFile.writeSafetensors(file, weights, half);
        return WeightFile.read(file, "cnn", MadeUpWeights.CNN);
    }

    private static List<String> paths(WeightSet weights) {
        return weights.arrays().stream().map(WeightArray::path).toList();
    }

    private static void assertRefused(Path file, String why) {
        assertThatThrownBy(() -> WeightFile.contents(file))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("bad.safetensors")
                .hasMessageContaining(why);
    }

    private Path write(String header, int bytes) throws IOException {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer file = ByteBuffer.allocate(Long.BYTES + text.length + bytes).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(text.length).put(text);
        return Files.write(folder.resolve("bad.safetensors"), file.array());
    }
}
