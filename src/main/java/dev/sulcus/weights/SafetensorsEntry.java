package dev.sulcus.weights;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sulcus.fault.Fault;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the header of a safetensors file says of one array.
 *
 * @param path its name
 * @param half 16 bits a number, else 32
 * @param dims its shape
 * @param begin where it begins, in bytes after the header
 * @param end where it ends
 */
record SafetensorsEntry(String path, boolean half, long[] dims, long begin, long end) {
    private static final Set<String> MEMBERS = Set.of("data_offsets", "dtype", "shape");

    /**
     * Reads and checks one entry.
     *
     * @throws Fault of kind data, naming file and array
     */
    static SafetensorsEntry of(Path file, String path, JsonNode entry) {
        var names = new TreeSet<String>();
        entry.fieldNames().forEachRemaining(names::add);
        if (!names.equals(MEMBERS)) {
            throw broken(file, path, "has the members " + names + ", not " + new TreeSet<>(MEMBERS));
        }
        String type = entry.get("dtype").asText();
        if (!type.equals("F32") && !type.equals("F16")) {
            throw broken(file, path, "is of the type " + type + "; only F32 and F16 are read");
        }
        long[] dims = wholes(file, path, entry.get("shape"));
        long[] offsets = wholes(file, path, entry.get("data_offsets"));
        if (offsets.length != 2) {
            throw broken(file, path, "has " + offsets.length + " offsets, not 2");
        }
        var read = new SafetensorsEntry(path, type.equals("F16"), dims, offsets[0], offsets[1]);
        read.requireFitting(file);
        return read;
    }

    /** How many numbers. */
    long count() {
        return WeightArray.count(dims);
    }

    private void requireFitting(Path file) {
        try {
            if (end - begin != Math.multiplyExact(count(), half ? Short.BYTES : Float.BYTES)) {
                throw broken(file, path, "takes bytes " + begin + " to " + end + " for " + WeightArray.shape(dims));
            }
        } catch (ArithmeticException e) {
            throw broken(file, path, "claims " + WeightArray.shape(dims) + " numbers");
        }
    }

    private static long[] wholes(Path file, String path, JsonNode list) {
        long[] values = new long[list.size()];
        for (int i = 0; i < values.length; i++) {
            JsonNode value = list.get(i);
            if (!value.isIntegralNumber() || !value.canConvertToLong() || value.asLong() < 0) {
                throw broken(file, path, "has " + value + " where a whole number was to be");
            }
            values[i] = value.asLong();
        }
        return values;
    }

    private static Fault broken(Path file, String path, String what) {
        return Fault.data(file + ": not sound safetensors: " + path + " " + what + "; fetch or copy it again");
    }
}
