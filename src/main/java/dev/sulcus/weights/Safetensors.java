package dev.sulcus.weights;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sulcus.artefact.AtomicFile;
import dev.sulcus.artefact.Json;
import dev.sulcus.fault.Fault;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Writes safetensors: eight bytes with the header's length, the header as JSON, then raw little-endian numbers, as
 * https://github.com/huggingface/safetensors describes. Read by Python, Rust, JavaScript and, here, by
 * {@link SafetensorsFile}.
 */
final class Safetensors {
    /** The header's member that holds text about the whole file. */
    static final String METADATA = "__metadata__";

    private static final int ALIGNMENT = 8;
    private static final int PIECE = 1 << 14;

    private Safetensors() {}

    /**
     * Writes the file, whole or not at all, the facts as its metadata.
     *
     * @param half whether arrays of two and more dimensions, the kernels, are rounded to 16 bits. The others are few and
     *     delicate: a moving variance may leave the range of 16 bits
     * @throws Fault of kind data when it can't be written, or when a number is too large for 16 bits
     */
    static void write(Path target, WeightSet weights, boolean half) {
        byte[] header = header(weights, half);
        AtomicFile.write(target, out -> {
            out.write(ByteBuffer.allocate(Long.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(header.length)
                    .array());
            out.write(header);
            for (WeightArray array : weights.arrays()) {
                write(out, array, isHalf(array, half));
            }
        });
    }

    private static boolean isHalf(WeightArray array, boolean half) {
        return half && array.dims().length > 1;
    }

    private static byte[] header(WeightSet weights, boolean half) {
        ObjectNode header = JsonNodeFactory.instance.objectNode();
        ObjectNode metadata = header.putObject(METADATA);
        metadata.put("format", "sulcus"); // other readers expect a word here
        weights.facts().forEach(metadata::put);
        long offset = 0;
        for (WeightArray array : weights.arrays()) {
            boolean small = isHalf(array, half);
            long end = offset + (long) array.values().length * (small ? Short.BYTES : Float.BYTES);
            header.set(array.path(), entry(array, small, offset, end));
            offset = end;
        }
        return padded(Json.compact(header));
    }

    private static JsonNode entry(WeightArray array, boolean half, long begin, long end) {
        ObjectNode entry = JsonNodeFactory.instance.objectNode();
        entry.put("dtype", half ? "F16" : "F32");
        var shape = entry.putArray("shape");
        for (long dim : array.dims()) {
            shape.add(dim);
        }
        entry.putArray("data_offsets").add(begin).add(end);
        return entry;
    }

    /** With spaces to a multiple of eight, so that the numbers are aligned. */
    private static byte[] padded(String header) {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        int surplus = text.length % ALIGNMENT;
        return surplus == 0 ? text : (header + " ".repeat(ALIGNMENT - surplus)).getBytes(StandardCharsets.UTF_8);
    }

    private static void write(OutputStream out, WeightArray array, boolean half) throws IOException {
        float[] values = array.values();
        ByteBuffer piece = ByteBuffer.allocate(PIECE * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int from = 0; from < values.length; from += PIECE) {
            piece.clear();
            for (int i = from; i < Math.min(from + PIECE, values.length); i++) {
                if (half) {
                    piece.putShort(rounded(array, values[i]));
                } else {
                    piece.putFloat(values[i]);
                }
            }
            out.write(piece.array(), 0, piece.position());
        }
    }

    private static short rounded(WeightArray array, float value) {
        short half = Half.of(value);
        if (!Float.isFinite(Half.toFloat(half))) {
            throw Fault.data(array.path() + " holds " + value + ", which 16 bits can't; keep 32 bits");
        }
        return half;
    }
}
