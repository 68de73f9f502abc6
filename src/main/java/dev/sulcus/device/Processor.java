package dev.sulcus.device;

import java.nio.file.Path;
import java.util.List;

/** What this machine's CPU can do that decides how a graph is built. Thread-safe. */
public final class Processor {
    private static final boolean BFLOAT16 = computesBfloat16(new HostFiles(Path.of("/")).features());

    private Processor() {}

    /**
     * Whether TensorFlow hands bfloat16 to oneDNN here, whose kernels sum in float32. It does with AVX-512; without, its own
     * kernels compute, most of which also sum in bfloat16.
     */
    public static boolean computesBfloat16() {
        return BFLOAT16;
    }

    /** The same by features, spelt as /proc/cpuinfo does. */
    static boolean computesBfloat16(List<String> features) {
        return features.containsAll(List.of("avx512f", "avx512bw", "avx512dq", "avx512vl"));
    }
}
