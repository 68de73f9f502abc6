package dev.sulcus.fused;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import dev.sulcus.fault.Fault;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.Loader;

/**
 * Loads oneDNN once per process, with its one CPU engine. Thread-safe; never freed, like every loaded library.
 */
final class OneDnn {
    private static final class Library {
        private static final engine ENGINE = load();
        private static final stream STREAM = new stream(ENGINE);
        // The library's own OpenMP: the same file, found by its name because it is loaded already.
        private static final Function SET_THREADS =
                NativeLibrary.getInstance("libgomp.so.1").getFunction("omp_set_num_threads");

        private static engine load() {
            Loader.load(dnnl.class);
            return new engine(engine.kind.cpu, 0);
        }
    }

    private static final ThreadLocal<int[]> THREADS = ThreadLocal.withInitial(() -> new int[1]);

    private OneDnn() {}

    /**
     * The engine.
     *
     * @throws Fault of kind device when the library can't be loaded
     */
    static engine engine() {
        try {
            return Library.ENGINE;
        } catch (LinkageError e) {
            throw Fault.device("cannot load oneDNN's native library on this machine: " + e.getMessage(), e);
        }
    }

    /** A stream of the engine: on a CPU it runs what it is given at once, in the calling thread. */
    static stream stream() {
        return Library.STREAM;
    }

    /** How many threads the primitives take that this thread makes or runs from now on. */
    static void threads(int count) {
        int[] last = THREADS.get();
        if (last[0] != count) { // the call itself would leave a few objects on the heap for every picture
            Library.SET_THREADS.invokeVoid(new Object[] {count});
            last[0] = count;
        }
    }

    /** Whether convolutions take bfloat16 on this CPU. */
    static boolean hasBfloat16() {
        engine();
        int isa = dnnl.get_effective_cpu_isa().value;
        return isa >= dnnl.cpu_isa.avx512_core.value || isa == dnnl.cpu_isa.avx2_vnni_2.value;
    }

    /** The layout whose innermost block is one vector of channels. */
    static memory.format_tag blocked() {
        boolean wide = dnnl.get_effective_cpu_isa().value >= dnnl.cpu_isa.avx512_core.value;
        return wide ? memory.format_tag.nChw16c : memory.format_tag.nChw8c;
    }
}
