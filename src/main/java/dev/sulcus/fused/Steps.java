package dev.sulcus.fused;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.dnnl_exec_arg_t;
import org.bytedeco.dnnl.dnnl_primitive;
import org.bytedeco.dnnl.dnnl_stream;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive;

/** Primitives with their arguments, ready to be run in order again and again without a Java object. One thread. */
final class Steps {
    private final NativeMemory native_;
    private final List<dnnl_primitive> primitives = new ArrayList<>();
    private final List<dnnl_exec_arg_t> arguments = new ArrayList<>();
    private final List<Integer> counts = new ArrayList<>();
    private dnnl_primitive[] handles = {};
    private dnnl_exec_arg_t[] values = {};
    private int[] lengths = {};
    private final dnnl_stream stream = OneDnn.stream().get();

    /** What it makes is freed with {@code native_}. */
    Steps(NativeMemory native_) {
        this.native_ = native_;
    }

    /** Adds a step; the primitive becomes this object's. */
    void add(primitive step, Argument... given) {
        dnnl_exec_arg_t all = native_.own(new dnnl_exec_arg_t(given.length));
        for (int i = 0; i < given.length; i++) {
            all.position(i).arg(given[i].role()).memory(given[i].memory().get());
        }
        all.position(0);
        arguments.add(all);
        counts.add(given.length);
        primitives.add(native_.own(step).get());
    }

    /** After the last {@link #add}. */
    void seal() {
        handles = primitives.toArray(dnnl_primitive[]::new);
        values = arguments.toArray(dnnl_exec_arg_t[]::new);
        lengths = counts.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Runs all; 0 when every one of them succeeded, else oneDNN's status. */
    int run() {
        for (int i = 0; i < handles.length; i++) {
            int status = dnnl.dnnl_primitive_execute(handles[i], stream, lengths[i], values[i]);
            if (status != 0) {
                return status;
            }
        }
        return 0;
    }

    /**
     * One argument of a primitive.
     *
     * @param role one of oneDNN's DNNL_ARG constants
     * @param memory borrowed
     */
    record Argument(int role, memory memory) {}
}
