package dev.sulcus.device;

import dev.sulcus.fault.Fault;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.tensorflow.internal.c_api.TFE_Op;
import org.tensorflow.internal.c_api.TFE_TensorHandle;
import org.tensorflow.internal.c_api.TF_Buffer;
import org.tensorflow.internal.c_api.TF_Function;
import org.tensorflow.internal.c_api.TF_FunctionOptions;
import org.tensorflow.internal.c_api.TF_Graph;
import org.tensorflow.internal.c_api.TF_ImportGraphDefOptions;
import org.tensorflow.internal.c_api.TF_Operation;
import org.tensorflow.internal.c_api.TF_Output;
import org.tensorflow.internal.c_api.global.tensorflow;
import org.tensorflow.proto.GraphDef;

/**
 * A graph that TensorFlow runs as one function, without a session, on tensors wherever they lie. Threads take turns.
 * Whoever defines it closes it, after the last call.
 */
public final class EagerFunction implements AutoCloseable {
    private static final AtomicLong NEXT = new AtomicLong();

    /** Its address can be set. */
    private static final class Handle extends TFE_TensorHandle {
        Handle(long at) {
            super((Pointer) null);
            address = at;
        }
    }

    private final EagerDevice device;
    private final long ledgerId = NativeBlocks.opened("TensorFlow function", 1);
    private final BytePointer name;
    private final BytePointer place;
    private final PointerPointer<Pointer> results = new PointerPointer<>(1);
    private final LongPointer resultAddress = new LongPointer(results);
    private final IntPointer resultCount = new IntPointer(1);
    private final TFE_Op operation;
    private boolean closed;

    private EagerFunction(EagerDevice device, String text, TFE_Op operation) {
        this.device = device;
        this.operation = operation;
        name = new BytePointer(text);
        place = new BytePointer(device.name());
    }

    /**
     * Hands a graph to TensorFlow; nothing runs yet.
     *
     * @param graph every operation that runs on a GPU must have a kernel there: nothing falls back to the processor
     * @param inputs names of placeholders, in the order of a call's arguments
     * @param output name of an operation with one result
     * @throws Fault of kind device when TensorFlow refuses it
     */
    public static EagerFunction define(EagerDevice device, GraphDef graph, List<String> inputs, String output) {
        String name = "sulcus_function_" + NEXT.incrementAndGet();
        try (EagerStatus status = new EagerStatus()) {
            add(device, name, graph, inputs, output, status);
            TFE_Op operation = tensorflow.TFE_NewOp(device.context(), name, status.raw());
            if (tensorflow.TF_GetCode(status.raw()) != tensorflow.TF_OK) {
                remove(device, name);
            }
            status.require("preparing a function");
            return new EagerFunction(device, name, operation);
        }
    }

    /**
     * Computes.
     *
     * @param arguments one tensor per input, on the device; borrowed
     * @return the caller's; on a GPU it may still be in the making: {@link EagerTensor#read} waits for it
     * @throws Fault of kind memory when there is no room, of kind device otherwise; nothing is left behind then
     */
    public synchronized EagerTensor call(EagerTensor... arguments) {
        if (closed) {
            throw Fault.bug("a function was called after it was closed");
        }
        try (EagerStatus status = new EagerStatus()) {
            tensorflow.TFE_OpReset(operation, name, place, status.raw());
            status.require("calling a function");
            for (EagerTensor argument : arguments) {
                tensorflow.TFE_OpAddInput(operation, argument.handle(), status.raw());
                status.require("giving a function its arguments");
            }
            resultCount.put(1);
            tensorflow.TFE_Execute(operation, results, resultCount, status.raw());
            status.require("running the model");
            return new EagerTensor(new Handle(resultAddress.get()));
        } finally {
            forget();
        }
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            tensorflow.TFE_DeleteOp(operation);
            remove(device, name.getString());
            for (Pointer own : new Pointer[] {name, place, results, resultCount}) {
                own.close();
            }
            NativeBlocks.closed(ledgerId);
        }
    }

    /** An operation holds its arguments until it is used again; lent memory must not wait for that. */
    private void forget() {
        try (EagerStatus status = new EagerStatus()) {
            tensorflow.TFE_OpReset(operation, name, place, status.raw());
        }
    }

    private static void add(
            EagerDevice device, String name, GraphDef proto, List<String> inputs, String output, EagerStatus status) {
        TF_Graph graph = tensorflow.TF_NewGraph();
        try {
            fill(graph, proto, status);
            TF_Function function = function(graph, name, inputs, output, status);
            try {
                tensorflow.TFE_ContextAddFunction(device.context(), function, status.raw());
                status.require("adding a function");
            } finally {
                tensorflow.TF_DeleteFunction(function);
            }
        } finally {
            tensorflow.TF_DeleteGraph(graph);
        }
    }

    private static void fill(TF_Graph graph, GraphDef proto, EagerStatus status) {
        byte[] bytes = proto.toByteArray();
        TF_ImportGraphDefOptions options = tensorflow.TF_NewImportGraphDefOptions();
        try (BytePointer text = new BytePointer(bytes)) {
            TF_Buffer buffer = tensorflow.TF_NewBufferFromString(text, bytes.length);
            try {
                tensorflow.TF_GraphImportGraphDef(graph, buffer, options, status.raw());
                status.require("reading a graph");
            } finally {
                tensorflow.TF_DeleteBuffer(buffer);
            }
        } finally {
            tensorflow.TF_DeleteImportGraphDefOptions(options);
        }
    }

    private static TF_Function function(
            TF_Graph graph, String name, List<String> inputs, String output, EagerStatus status) {
        try (TF_Output in = new TF_Output(inputs.size());
                TF_Output out = new TF_Output(1)) {
            for (int i = 0; i < inputs.size(); i++) {
                in.position(i).oper(operation(graph, inputs.get(i))).index(0);
            }
            out.oper(operation(graph, output)).index(0);
            TF_Function function = tensorflow.TF_GraphToFunction(
                    graph,
                    name,
                    (byte) 0,
                    -1, // everything in the graph
                    (TF_Operation) null,
                    inputs.size(),
                    in.position(0),
                    1,
                    out,
                    (BytePointer) null,
                    (TF_FunctionOptions) null,
                    (String) null,
                    status.raw());
            status.require("making a function of a graph");
            return function;
        }
    }

    private static TF_Operation operation(TF_Graph graph, String name) {
        TF_Operation operation = tensorflow.TF_GraphOperationByName(graph, name);
        if (operation == null || operation.isNull()) {
            throw Fault.bug("the graph of a function has no operation " + name);
        }
        return operation;
    }

    private static void remove(EagerDevice device, String name) {
        try (EagerStatus status = new EagerStatus()) {
            tensorflow.TFE_ContextRemoveFunction(device.context(), name, status.raw());
        }
    }
}
