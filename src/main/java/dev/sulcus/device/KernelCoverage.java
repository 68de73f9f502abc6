package dev.sulcus.device;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.sulcus.fault.Fault;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.tensorflow.Graph;
import org.tensorflow.internal.c_api.TF_Buffer;
import org.tensorflow.internal.c_api.TF_Status;
import org.tensorflow.internal.c_api.global.tensorflow;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.KernelDef;
import org.tensorflow.proto.KernelList;
import org.tensorflow.proto.NodeDef;

/**
 * Which operations of a graph would fall back to the host: those that have no kernel for a kind of device and the types
 * that they are used with, by TensorFlow's own register. It answers without such a device, but only in a build that has the
 * kernels. What a kernel keeps in host memory on purpose (shapes, handles) is no fallback, nor is an operation that names
 * {@link ReplicaDevices#HOST} as its device. Not thread-safe.
 */
public final class KernelCoverage {
    /** The kind of device of an NVIDIA card. */
    public static final String GPU = "GPU";
    /** The kind of device of the processor. */
    public static final String CPU = "CPU";
    /** Kernels that run wherever they are put. */
    private static final String ANYWHERE = "DEFAULT";

    private final String device;
    private final Map<String, List<KernelDef>> kernels = new HashMap<>();

    /** For one kind of device: {@link #GPU} or {@link #CPU}. Loads TensorFlow. */
    public KernelCoverage(String device) {
        this.device = device;
    }

    /** Whether this build has kernels for GPUs: without them the answer for {@link #GPU} is nearly every operation. */
    public static boolean knowsGpu() {
        return NativeLibraries.isGpuBuild();
    }

    /**
     * Each operation of the graph that has no kernel, once per set of types, sorted: "Pad(T=DT_UINT8)".
     *
     * @param graph borrowed
     */
    public List<String> missing(Graph graph) {
        var missing = new TreeSet<String>();
        for (NodeDef node : graph.toGraphDef().getNodeList()) {
            if (isMeantFor(node) && !covers(node)) {
                missing.add(node.getOp() + typesOf(node));
            }
        }
        return List.copyOf(missing);
    }

    private boolean isMeantFor(NodeDef node) {
        return device.equals(CPU) || !node.getDevice().equals(ReplicaDevices.HOST.toString());
    }

    private boolean covers(NodeDef node) {
        return kernels.computeIfAbsent(node.getOp(), this::registered).stream()
                .anyMatch(kernel -> takes(kernel, node.getAttrMap()));
    }

    private List<KernelDef> registered(String operation) {
        return of(operation).getKernelList().stream()
                .filter(kernel -> kernel.getLabel().isEmpty())
                .filter(kernel -> kernel.getDeviceType().equals(device)
                        || kernel.getDeviceType().equals(ANYWHERE))
                .toList();
    }

    private static boolean takes(KernelDef kernel, Map<String, AttrValue> attributes) {
        return kernel.getConstraintList().stream().allMatch(constraint -> {
            AttrValue value = attributes.get(constraint.getName());
            List<DataType> allowed = constraint.getAllowedValues().getList().getTypeList();
            return value != null
                    && (value.hasList()
                            ? allowed.containsAll(value.getList().getTypeList())
                            : allowed.contains(value.getType()));
        });
    }

    private static String typesOf(NodeDef node) {
        var types = new TreeSet<String>();
        node.getAttrMap().forEach((name, value) -> {
            if (value.getValueCase() == AttrValue.ValueCase.TYPE) {
                types.add(name + "=" + value.getType());
            }
        });
        return "(" + String.join(", ", types) + ")";
    }

    private static KernelList of(String operation) {
        TF_Status status = tensorflow.TF_NewStatus();
        TF_Buffer buffer = null;
        try {
            buffer = tensorflow.TF_GetRegisteredKernelsForOp(operation, status);
            return KernelList.parseFrom(buffer.dataAsByteBuffer());
        } catch (InvalidProtocolBufferException e) {
            throw Fault.device("TensorFlow describes its kernels of " + operation + " in another form: " + e, e);
        } finally {
            if (buffer != null) {
                tensorflow.TF_DeleteBuffer(buffer);
            }
            tensorflow.TF_DeleteStatus(status);
        }
    }
}
