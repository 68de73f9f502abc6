package dev.sulcus.weights;

import dev.sulcus.artefact.AtomicFile;
import dev.sulcus.fault.Fault;
import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import io.jhdf.exceptions.HdfException;
import java.lang.reflect.Array;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;

/** Writes Keras' older HDF5 layout, which Keras 2 and 3 both load; see {@link LegacyLayers}. */
final class KerasWriter {
    private KerasWriter() {}

    static void write(Path target, WeightSet weights) {
        if (weights.arrays().isEmpty()) {
            throw Fault.bug("no array to write to " + target);
        }
        var layers = new LinkedHashMap<String, List<WeightArray>>();
        weights.arrays().forEach(array -> layers.computeIfAbsent(array.layer(), name -> new ArrayList<>())
                .add(array));
        AtomicFile.writeAt(target, temporary -> {
            try (WritableHdfFile hdf = HdfFile.write(temporary)) {
                hdf.putAttribute("layer_names", layers.keySet().toArray(String[]::new));
                hdf.putAttribute("backend", "tensorflow");
                hdf.putAttribute("keras_version", "3.0.0"); // by whose rules it is laid out
                weights.facts().forEach((name, value) -> hdf.putAttribute("sulcus." + name, value));
                layers.forEach((layer, arrays) -> write(hdf.putGroup(layer), layer, arrays));
            } catch (HdfException e) {
                throw Fault.data("cannot write " + target + ": " + e.getMessage(), e);
            }
        });
    }

    private static void write(WritableGroup group, String layer, List<WeightArray> arrays) {
        group.putAttribute(
                "weight_names", arrays.stream().map(WeightArray::path).toArray(String[]::new));
        WritableGroup inner = group.putGroup(layer);
        arrays.forEach(array -> inner.putDataset(array.name(), value(array)));
    }

    /** Keras counts in whole numbers; everything else is arrays of arrays of numbers. */
    static Object value(WeightArray array) {
        if (array.dims().length == 0) {
            return (long) array.values()[0];
        }
        int[] dims = Arrays.stream(array.dims()).mapToInt(Math::toIntExact).toArray();
        Object nested = Array.newInstance(float.class, dims);
        fill(nested, dims, 0, array.values(), 0);
        return nested;
    }

    /** Copies rows from {@code from} on and says where it came to. */
    private static int fill(Object nested, int[] dims, int depth, float[] values, int from) {
        if (depth == dims.length - 1) {
            System.arraycopy(values, from, nested, 0, dims[depth]);
            return from + dims[depth];
        }
        int next = from;
        for (int i = 0; i < dims[depth]; i++) {
            next = fill(Array.get(nested, i), dims, depth + 1, values, next);
        }
        return next;
    }
}
