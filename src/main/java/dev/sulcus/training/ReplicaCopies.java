package dev.sulcus.training;

import dev.sulcus.device.ReplicaDevices;
import dev.sulcus.fault.Fault;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tensorflow.DeviceSpec;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operation;
import org.tensorflow.OperationBuilder;
import org.tensorflow.Output;
import org.tensorflow.TensorFlow;
import org.tensorflow.op.Scope;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.OpDef;
import org.tensorflow.types.TInt32;

/**
 * Copies part of a graph within it, operation by operation, onto another device. Building a replica anew would leave its
 * gradients where TensorFlow puts what names no device, all on the first: the operations that it derives name none. A copy
 * has its own variables, and shares what is fed. Used by one thread, once.
 */
final class ReplicaCopies {
    /** The name of the constant that tells a replica which one it is. */
    static final String INDEX = "replica";

    private static final String FED = "Placeholder";

    private final Graph graph;
    private final List<NodeDef> nodes = new ArrayList<>();
    private final Set<String> copied = new HashSet<>();
    private final Map<String, OpDef> definitions = new HashMap<>();

    /**
     * Finds what to copy.
     *
     * @param targets what a copy is run for; all that they need is copied
     */
    ReplicaCopies(Graph graph, Collection<? extends Operation> targets) {
        this.graph = graph;
        List<NodeDef> all = graph.toGraphDef().getNodeList(); // an operation after those it takes
        Map<String, NodeDef> byName = new HashMap<>();
        all.forEach(node -> byName.put(node.getName(), node));
        var open = new ArrayDeque<String>();
        targets.forEach(target -> open.add(target.name()));
        while (!open.isEmpty()) {
            NodeDef node = byName.get(open.remove());
            if (!node.getOp().equals(FED) && copied.add(node.getName())) {
                node.getInputList().forEach(input -> open.add(Source.of(input).name));
            }
        }
        all.stream().filter(node -> copied.contains(node.getName())).forEach(nodes::add);
        TensorFlow.registeredOpList().getOpList().forEach(op -> definitions.put(op.getName(), op));
    }

    /** The name of a replica's copy of an operation. */
    static String name(int replica, String original) {
        return "replica" + replica + "/" + original;
    }

    /**
     * Adds one copy.
     *
     * @param replica from 1
     * @param device for operations that name none; those of the host stay there
     */
    void add(int replica, DeviceSpec device) {
        Scope there = graph.baseScope().withDevice(device);
        Scope host = graph.baseScope().withDevice(ReplicaDevices.HOST);
        for (NodeDef node : nodes) {
            if (!node.getDevice().isEmpty() && !node.getDevice().equals(ReplicaDevices.HOST.toString())) {
                throw Fault.bug(node.getName() + " names " + node.getDevice() + ", which no copy can be told from");
            }
            // The scope names the device in the end, whatever the builder was told before.
            Scope scope = node.getDevice().isEmpty() ? there : host;
            OperationBuilder copy = graph.opBuilder(node.getOp(), name(replica, node.getName()), scope);
            addInputs(copy, node, replica);
            setAttributes(copy, node, replica);
            copy.build();
        }
    }

    private void addInputs(OperationBuilder copy, NodeDef node, int replica) {
        int next = 0;
        for (OpDef.ArgDef argument : definitions.get(node.getOp()).getInputArgList()) {
            int length = length(argument, node);
            if (length < 0) {
                copy.addInput(output(node.getInput(next++), replica));
                continue;
            }
            Output<?>[] list = new Output<?>[length];
            for (int i = 0; i < length; i++) {
                list[i] = output(node.getInput(next++), replica);
            }
            copy.addInputList(list);
        }
        for (String control : node.getInputList().subList(next, node.getInputCount())) {
            copy.addControlInput(operation(Source.of(control), replica));
        }
    }

    /** Of an argument that is a list; -1 for one that isn't. */
    private static int length(OpDef.ArgDef argument, NodeDef node) {
        if (!argument.getNumberAttr().isEmpty()) {
            return Math.toIntExact(node.getAttrOrThrow(argument.getNumberAttr()).getI());
        }
        return argument.getTypeListAttr().isEmpty()
                ? -1
                : node.getAttrOrThrow(argument.getTypeListAttr()).getList().getTypeCount();
    }

    private void setAttributes(OperationBuilder copy, NodeDef node, int replica) {
        for (Map.Entry<String, AttrValue> attribute : node.getAttrMap().entrySet()) {
            if (node.getName().equals(INDEX) && attribute.getKey().equals("value")) {
                try (TInt32 index = TInt32.scalarOf(replica)) {
                    copy.setAttr("value", index);
                }
            } else if (attribute.getKey().equals("shared_name")) {
                copy.setAttr(
                        "shared_name", name(replica, attribute.getValue().getS().toStringUtf8()));
            } else if (!attribute.getKey().equals("_class")) {
                copy.setAttr(attribute.getKey(), attribute.getValue());
            }
        }
    }

    private Output<?> output(String input, int replica) {
        Source source = Source.of(input);
        return operation(source, replica).output(source.output);
    }

    private GraphOperation operation(Source source, int replica) {
        return graph.operationOrThrow(copied.contains(source.name) ? name(replica, source.name) : source.name);
    }

    /** An input as a graph's definition writes it: "name", "name:1", or "^name" for what must only run before. */
    private record Source(String name, int output) {
        static Source of(String input) {
            if (input.isEmpty()) {
                throw Fault.bug("an operation of the training graph has an input without a name");
            }
            int colon = input.lastIndexOf(':');
            if (colon > 0) {
                return new Source(input.substring(0, colon), Integer.parseInt(input.substring(colon + 1)));
            }
            return new Source(input.startsWith("^") ? input.substring(1) : input, 0);
        }
    }
}
