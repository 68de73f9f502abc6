package dev.sulcus.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sulcus.fault.Fault;
import dev.sulcus.model.Network;
import dev.sulcus.support.Golden;
import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KerasFileTest {
    @TempDir
    Path folder;

    @Test
    void shouldReadWhatKerasWrote() {
        WeightSet weights = read(Golden.resource("cnn32/initial.h5"), MadeUpWeights.CNN);
        assertThat(weights.numbers()).isEqualTo(MadeUpWeights.CNN.parameters());
        assertThat(weights.source().layout()).isEqualTo(Layout.KERAS_H5);
        assertThat(weights.facts()).doesNotContainKey("matched");
        assertThat(MadeUpWeights.values(weights, "dense_1/bias")).containsExactly(0);
    }

    @Test
    void shouldReadBackWhatItWrites() {
        WeightSet weights = MadeUpWeights.of(MadeUpWeights.B0, 1);
        Path file = folder.resolve("b0.h5");
        WeightFile.writeKeras(file, MadeUpWeights.without(weights, "predictions"));
        WeightSet read = read(file, MadeUpWeights.B0);
        assertThat(read.numbers()).isEqualTo(4_049_571);
        read.arrays().forEach(array -> {
            float[] written = MadeUpWeights.values(weights, array.path());
            if (!array.path().equals("normalization/count")) { // a whole number in Keras
                assertThat(array.values()).as(array.path()).isEqualTo(written);
            }
        });
        assertThat(read.facts().get(InputNormalisation.FACT)).contains("as it is");
    }

    /** Names with ":0", a depthwise kernel by its older name, a numbered normalization, layers without weights. */
    @Test
    void shouldReadTheNamesOfOlderKeras() {
        WeightSet weights = MadeUpWeights.of(MadeUpWeights.B0, 2);
        Path file = folder.resolve("published.h5");
        writeOlder(file, weights, "predictions", new float[1280][1000]);
        WeightSet read = read(file, MadeUpWeights.B0);
        assertThat(read.numbers()).isEqualTo(4_049_571);
        assertThat(MadeUpWeights.values(read, "block1a_dwconv/kernel"))
                .isEqualTo(MadeUpWeights.values(weights, "block1a_dwconv/kernel"));
        assertThat(MadeUpWeights.values(read, "normalization/mean"))
                .isEqualTo(MadeUpWeights.values(weights, "normalization/mean"));
        assertThat(read.facts().get("ignored")).contains("predictions/kernel is 1280×1000");
        assertThat(read.facts().get("head")).startsWith("none");
    }

    @Test
    void shouldTakeAHeadThatFitsWhateverItsName() {
        WeightSet weights = MadeUpWeights.of(MadeUpWeights.B0, 3);
        Path file = folder.resolve("tuned.h5");
        float[][] kernel = new float[1280][1];
        kernel[7][0] = 3;
        writeOlder(file, weights, "dense_4", kernel);
        WeightSet read = read(file, MadeUpWeights.B0);
        assertThat(read.facts()).containsEntry("head", "included").doesNotContainKey("ignored");
        assertThat(MadeUpWeights.values(read, "predictions/kernel")[7]).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldReadNumberedVariablesWithAndWithoutNames(boolean named) {
        WeightSet weights = MadeUpWeights.of(MadeUpWeights.CNN, 4);
        Path file = folder.resolve("cnn.weights.h5");
        writeNumbered(file, weights, named, 0);
        WeightSet read = read(file, MadeUpWeights.CNN);
        assertThat(read.source().layout()).isEqualTo(Layout.KERAS_WEIGHTS_H5);
        read.arrays().forEach(array -> assertThat(array.values())
                .as(array.path())
                .isEqualTo(MadeUpWeights.values(weights, array.path())));
    }

    /** The second model of one Python session: its layers are called conv2d_2, conv2d_3 and so on. */
    @Test
    void shouldMatchByOrderWhereNamesAreNumberedOn() {
        WeightSet weights = MadeUpWeights.of(MadeUpWeights.CNN, 5);
        Path file = folder.resolve("second.weights.h5");
        writeNumbered(file, weights, true, 2);
        WeightSet read = read(file, MadeUpWeights.CNN);
        assertThat(read.facts()).containsKey("matched");
        assertThat(MadeUpWeights.values(read, "conv2d_1/kernel"))
                .isEqualTo(MadeUpWeights.values(weights, "conv2d_1/kernel"));
    }

    @Test
    void shouldSayWhatIsMissingExtraAndMisshapen() {
        WeightSet weights = MadeUpWeights.of(MadeUpWeights.CNN, 6);
        Path file = folder.resolve("odd.h5");
        var arrays = new java.util.ArrayList<>(
                MadeUpWeights.without(weights, "conv2d").arrays());
        arrays.add(new WeightArray("stranger/kernel", new long[] {2, 2}, new float[4]));
        arrays.replaceAll(array -> array.path().equals("dense_1/bias")
                ? new WeightArray("dense_1/bias", new long[] {3}, new float[3])
                : array);
        WeightFile.writeKeras(file, new WeightSet(arrays, null, Map.of()));
        assertThatThrownBy(() -> read(file, MadeUpWeights.CNN))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("does not fit")
                .hasMessageContaining("2 missing (conv2d/kernel, conv2d/bias)")
                .hasMessageContaining("1 extra (stranger/kernel 2×2)")
                .hasMessageContaining("1 of another shape (dense_1/bias is 3, not 1)")
                .hasMessageNotContaining("\n");
    }

    @Test
    void shouldCountWhatItDoesNotName() {
        assertThatThrownBy(() -> read(Golden.resource("cnn32/initial.h5"), MadeUpWeights.B0))
                .hasMessageContaining("312 missing (normalization/mean,")
                .hasMessageContaining("and 307 more");
    }

    @Test
    void shouldRefuseWeightsThatAreNoNumbers() {
        WeightSet weights = MadeUpWeights.of(MadeUpWeights.CNN, 7);
        MadeUpWeights.values(weights, "dense/bias")[3] = Float.NaN;
        Path file = folder.resolve("spoilt.h5");
        WeightFile.writeKeras(file, weights);
        assertThatThrownBy(() -> read(file, MadeUpWeights.CNN))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("dense/bias holds NaN");
    }

    @Test
    void shouldRefuseAFileCutOffAnywhereInOneLine() throws IOException {
        byte[] whole = Files.readAllBytes(Golden.resource("cnn32/initial.h5"));
        Path file = folder.resolve("cut.h5");
        for (int length = 0; length < whole.length; length += whole.length / 40) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> read(file, MadeUpWeights.CNN))
                    .as("%d bytes", length)
                    .isInstanceOf(Fault.class)
                    .hasMessageStartingWith(file.toString())
                    .hasMessageNotContaining("\n");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"<html><body>404</body></html>", "PK\u0003\u0004archive of some kind", "plain words, nothing"})
    void shouldRefuseWhatIsNoFileOfWeights(String content) throws IOException {
        Path file = Files.writeString(folder.resolve("foreign.h5"), content);
        assertThatThrownBy(() -> read(file, MadeUpWeights.CNN))
                .isInstanceOf(Fault.class)
                .hasMessageStartingWith(file.toString());
    }

    @Test
    void shouldRefuseHdf5WithoutWeights() {
        Path file = folder.resolve("other.h5");
        try (WritableHdfFile hdf = HdfFile.write(file)) {
            hdf.putDataset("temperatures", new float[] {1, 2});
        }
        assertThatThrownBy(() -> read(file, MadeUpWeights.CNN)).hasMessageContaining("no weights of Keras");
    }

    private static WeightSet read(Path file, Network network) {
        return WeightFile.read(file, "the model", network);
    }

    private static Map<String, Map<String, Object>> byLayer(WeightSet weights) {
        var layers = new LinkedHashMap<String, Map<String, Object>>();
        weights.arrays().forEach(array -> layers.computeIfAbsent(array.layer(), name -> new LinkedHashMap<>())
                .put(array.name(), KerasWriter.value(array)));
        return layers;
    }

    private static void writeOlder(Path file, WeightSet weights, String head, float[][] kernel) {
        var layers = byLayer(MadeUpWeights.without(weights, "predictions"));
        try (WritableHdfFile hdf = HdfFile.write(file)) {
            var names = layers.keySet().stream().map(KerasFileTest::older).toArray(String[]::new);
            hdf.putAttribute("layer_names0", Arrays.copyOf(names, 50)); // as a list too long for one attribute
            hdf.putAttribute("layer_names1", Arrays.copyOfRange(names, 50, names.length));
            hdf.putAttribute("layer_names2", new String[] {"input_1", head});
            hdf.putGroup("input_1");
            layers.forEach((layer, arrays) -> writeOlder(hdf, older(layer), arrays));
            writeOlder(hdf, head, Map.of("kernel", kernel, "bias", new float[kernel[0].length]));
        }
    }

    private static String older(String layer) {
        return layer.equals("normalization") ? "normalization_1" : layer;
    }

    private static void writeOlder(WritableHdfFile hdf, String layer, Map<String, Object> arrays) {
        WritableGroup group = hdf.putGroup(layer);
        WritableGroup inner = group.putGroup(layer);
        var names = new java.util.ArrayList<String>();
        arrays.forEach((name, value) -> {
            String old = (layer.endsWith("dwconv") ? "depthwise_kernel" : name) + ":0";
            names.add(layer + "/" + old);
            inner.putDataset(old, value);
        });
        group.putAttribute("weight_names", names.toArray(String[]::new));
    }

    /** As Keras 3 does; {@code shift} is added to the numbers of the layers' own names. */
    private static void writeNumbered(Path file, WeightSet weights, boolean named, int shift) {
        try (WritableHdfFile hdf = HdfFile.write(file)) {
            WritableGroup layers = hdf.putGroup("layers");
            hdf.putGroup("optimizer").putGroup("vars").putDataset("0", 1L);
            byLayer(weights).forEach((layer, arrays) -> {
                WritableGroup variables = layers.putGroup(layer).putGroup("vars");
                int next = 0;
                for (Object value : arrays.values()) {
                    variables.putDataset(Integer.toString(next++), value);
                }
                if (named) {
                    variables.putAttribute("name", shift == 0 ? layer : shifted(layer, shift));
                }
            });
        }
    }

    private static String shifted(String layer, int shift) {
        String[] parts = layer.split("_");
        int number = parts.length == 1 ? 0 : Integer.parseInt(parts[1]);
        return parts[0] + "_" + (number + shift);
    }
}
