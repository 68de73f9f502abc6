package dev.sulcus.fused;

import dev.sulcus.device.Precision;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;
import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.reorder;

/** Kernels and biases in the layouts that the primitives want, one copy for all plans that want the same. One thread. */
final class PackedWeights implements AutoCloseable {
    private final Map<String, memory> packed = new HashMap<>();
    private final NativeMemory native_ = new NativeMemory("packed weights");
    private final memory.data_type type;

    PackedWeights(Precision precision) {
        type = typeOf(precision);
    }

    static memory.data_type typeOf(Precision precision) {
        return precision == Precision.BFLOAT16 ? memory.data_type.bf16 : memory.data_type.f32;
    }

    /** The type of kernels and activations. */
    memory.data_type type() {
        return type;
    }

    /**
     * A layer's kernel, packed once.
     *
     * @param dims and {@code tag}: how the values lie now
     * @param wanted how they must lie
     */
    memory kernel(int layer, float[] values, long[] dims, memory.format_tag tag, memory.desc wanted) {
        // Plans of several batch sizes may want several layouts.
        String key = layer + ":" + wanted.get_size() + ":" + layout(wanted);
        return packed.computeIfAbsent(key, absent -> pack(values, dims, tag, wanted));
    }

    /** A layer's bias, float32. */
    memory bias(int layer, float[] values) {
        return packed.computeIfAbsent("bias" + layer, absent -> {
            try (memory.desc flat =
                    new memory.desc(new long[] {values.length}, memory.data_type.f32, memory.format_tag.a)) {
                memory to = native_.handle(flat);
                floats(to).put(values);
                return to;
            }
        });
    }

    long bytes() {
        return native_.bytes();
    }

    @Override
    public void close() {
        native_.close();
    }

    private memory pack(float[] values, long[] dims, memory.format_tag tag, memory.desc wanted) {
        try (NativeMemory temporary = new NativeMemory("weights to pack");
                memory.desc plain = new memory.desc(dims, memory.data_type.f32, tag);
                reorder.primitive_desc how =
                        new reorder.primitive_desc(OneDnn.engine(), plain, OneDnn.engine(), wanted);
                reorder primitive = new reorder(how);
                IntMemoryMap arguments = new IntMemoryMap()) {
            memory from = temporary.handle(plain);
            floats(from).put(values);
            memory to = native_.handle(wanted);
            arguments.put(dnnl.DNNL_ARG_FROM, from);
            arguments.put(dnnl.DNNL_ARG_TO, to);
            primitive.execute(OneDnn.stream(), arguments);
            OneDnn.stream()._wait();
            return to;
        }
    }

    private static String layout(memory.desc description) {
        try (var blob = description.get_blob()) {
            byte[] bytes = new byte[Math.toIntExact(blob.limit())];
            blob.get(bytes);
            return java.util.HexFormat.of().formatHex(bytes);
        }
    }

    private static FloatBuffer floats(memory handle) {
        try (memory.desc description = handle.get_desc()) {
            return NativeMemory.buffer(NativeMemory.address(handle), description.get_size())
                    .asFloatBuffer();
        }
    }
}
