package dev.sulcus.weights;

import dev.sulcus.fault.Fault;
import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Weights in Keras' HDF5, of either layout. The library that reads HDF5 fails in many ways on a damaged file: each
 * becomes one fault that names the file.
 */
final class KerasFile implements StoredWeights {
    private final Path file;
    private final HdfFile hdf;
    private final Layout layout;
    private final List<StoredLayer> layers;

    private KerasFile(Path file, HdfFile hdf) {
        this.file = file;
        this.hdf = hdf;
        Group root = hdf;
        if (!LegacyLayers.areIn(root) && root.getChild("model_weights") instanceof Group inside) {
            root = inside; // a whole model: its weights lie one level deeper
        }
        boolean legacy = LegacyLayers.areIn(root);
        layout = legacy ? Layout.KERAS_H5 : Layout.KERAS_WEIGHTS_H5;
        layers = legacy ? LegacyLayers.read(root, this::array) : NumberedLayers.read(root, this::array);
        if (layers.isEmpty()) {
            throw Fault.data(file + ": HDF5, but no weights of Keras are in it");
        }
    }

    /**
     * Opens a file that begins as HDF5 does.
     *
     * @throws Fault of kind data when it is cut off, damaged, or holds no weights of Keras
     */
    static KerasFile open(Path file) {
        HdfFile hdf = guarded(file, () -> new HdfFile(file));
        try {
            return guarded(file, () -> new KerasFile(file, hdf));
        } catch (Fault e) {
            hdf.close();
            throw e;
        }
    }

    @Override
    public Layout layout() {
        return layout;
    }

    @Override
    public Map<String, String> facts() {
        return Map.of();
    }

    @Override
    public List<StoredLayer> layers() {
        return layers;
    }

    @Override
    public void close() {
        hdf.close();
    }

    private StoredArray array(String name, Node node) {
        if (!(node instanceof Dataset data)) {
            throw Fault.data(file + ": " + node.getPath() + " is no array");
        }
        long[] dims = Arrays.stream(data.getDimensions()).asLongStream().toArray();
        WeightArray.count(dims); // fails where a damaged shape has more numbers than can be counted
        return new StoredArray(name, dims, () -> guarded(file, () -> floats(data)));
    }

    private float[] floats(Dataset data) {
        Object flat = data.getDataFlat();
        if (flat instanceof float[] floats) {
            return floats;
        }
        if (flat instanceof long[] longs) {
            return toFloats(longs.length, i -> longs[i]);
        }
        if (flat instanceof int[] ints) {
            return toFloats(ints.length, i -> ints[i]);
        }
        if (flat instanceof double[] doubles) {
            return toFloats(doubles.length, i -> (float) doubles[i]);
        }
        throw Fault.data(file + ": " + data.getPath() + " holds " + data.getJavaType() + ", not numbers");
    }

    /** Gives the number at a place. */
    @FunctionalInterface
    private interface Numbers {
        float at(int index);
    }

    private static float[] toFloats(int count, Numbers numbers) {
        float[] floats = new float[count];
        for (int i = 0; i < count; i++) {
            floats[i] = numbers.at(i);
        }
        return floats;
    }

    private static <T> T guarded(Path file, Supplier<T> work) {
        try {
            return work.get();
        } catch (Fault e) {
            throw e;
        } catch (RuntimeException e) {
            String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw Fault.data(
                    file + ": cannot be read as HDF5, it is cut off or damaged (" + reason
                            + "); fetch or copy it again",
                    e);
        }
    }
}
