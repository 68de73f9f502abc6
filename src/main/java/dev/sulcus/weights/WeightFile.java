package dev.sulcus.weights;

import dev.sulcus.artefact.FileReason;
import dev.sulcus.fault.Fault;
import dev.sulcus.model.Network;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Files of weights, in Keras' two HDF5 layouts or as safetensors; which one, their content tells. Thread-safe: nothing
 * is kept between calls.
 */
public final class WeightFile {
    private static final byte[] HDF5 = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};
    private static final byte[] ZIP = {'P', 'K', 3, 4};

    private WeightFile() {}

    /**
     * Reads the weights of a network. They are checked name by name and shape by shape, come in the network's order, and
     * have the input's variance in its place, whatever the file kept there. The head may be missing.
     *
     * @param model name of the architecture, for messages
     * @throws Fault of kind data, in one line, when the file can't be read, is damaged, or does not fit the network
     */
    public static WeightSet read(Path file, String model, Network network) {
        try (StoredWeights stored = open(file)) {
            WeightMatch match = WeightMatch.of(file, stored.layers(), model, network);
            var facts = new LinkedHashMap<>(stored.facts());
            facts.putAll(match.facts());
            var source = WeightSource.of(file, stored.layout());
            return InputNormalisation.settle(new WeightSet(match.read(file), source, facts));
        }
    }

    /**
     * Says what a file holds without reading its numbers into memory.
     *
     * @throws Fault of kind data when it can't be read or holds no weights
     */
    public static WeightContents contents(Path file) {
        try (StoredWeights stored = open(file)) {
            var arrays = new ArrayList<ArrayInfo>();
            for (StoredLayer layer : stored.layers()) {
                layer.arrays().forEach(array -> arrays.add(new ArrayInfo(layer.name(), array.name(), array.dims())));
            }
            return new WeightContents(
                    WeightSource.of(file, stored.layout()), List.copyOf(arrays), new LinkedHashMap<>(stored.facts()));
        }
    }

    /**
     * Whether a file fits a network, by names and shapes alone.
     *
     * @return null when it fits, else what differs
     * @throws Fault of kind data when it can't be read or holds no weights
     */
    public static String mismatch(Path file, String model, Network network) {
        try (StoredWeights stored = open(file)) {
            return WeightMatch.differences(stored.layers(), network);
        }
    }

    /**
     * As {@link #mismatch}, but naming every array.
     *
     * @return a line for what is missing, one for what is extra, one for what is of another shape; empty when it fits
     * @throws Fault of kind data when it can't be read or holds no weights
     */
    public static List<String> differences(Path file, Network network) {
        try (StoredWeights stored = open(file)) {
            return WeightMatch.allDifferences(stored.layers(), network);
        }
    }

    /**
     * Writes safetensors, whole or not at all, with the set's facts as metadata.
     *
     * @param half kernels in 16 bits, everything else in 32
     * @throws Fault of kind data when it can't be written, or a number is too large for 16 bits
     */
    public static void writeSafetensors(Path target, WeightSet weights, boolean half) {
        Safetensors.write(target, weights, half);
    }

    /**
     * Writes Keras' HDF5 with one group per layer, whole or not at all. Keras takes it by the order of its layers, so
     * the set must hold exactly the layers of the Keras model that will read it.
     *
     * @throws Fault of kind data when it can't be written
     */
    public static void writeKeras(Path target, WeightSet weights) {
        KerasWriter.write(target, weights);
    }

    private static StoredWeights open(Path file) {
        byte[] head = head(file);
        if (startsWith(head, HDF5)) {
            Superblock.requireWhole(file, head);
            return KerasFile.open(file);
        }
        if (startsWith(head, ZIP)) {
            throw Fault.data(file + ": an archive, perhaps a whole Keras model; save its weights alone, by"
                    + " model.save_weights(\"name.weights.h5\")");
        }
        if (head.length > Long.BYTES && head[Long.BYTES] == '{') {
            return SafetensorsFile.open(file);
        }
        throw Fault.data(file + ": neither Keras' HDF5 nor safetensors" + guess(head));
    }

    private static String guess(byte[] head) {
        if (head.length == 0) {
            return ", it is empty; fetch or copy it again";
        }
        boolean page = new String(head, StandardCharsets.ISO_8859_1).strip().startsWith("<");
        return page ? "; it looks like a web page that came in its place; fetch it again" : "";
    }

    private static boolean startsWith(byte[] head, byte[] magic) {
        return head.length >= magic.length && Arrays.equals(head, 0, magic.length, magic, 0, magic.length);
    }

    private static byte[] head(Path file) {
        if (Files.isDirectory(file)) {
            throw Fault.data(file + ": a folder; name a file of weights");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(Superblock.BYTES);
        } catch (IOException e) {
            throw Fault.data("cannot read " + file + ": " + FileReason.of(e), e);
        }
    }
}
