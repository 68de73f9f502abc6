package dev.sulcus.device;

import dev.sulcus.fault.Fault;
import java.util.List;
import java.util.stream.IntStream;
import org.tensorflow.DeviceSpec;
import org.tensorflow.proto.ConfigProto;

/**
 * Where the replicas of a network compute: each on a GPU of its own, or, on a CPU, on a virtual device of its own, which
 * is slower than one and there for tests. Immutable, thread-safe.
 *
 * @param gpu whether they are GPUs
 * @param count how many, 1 to {@value #MOST}
 */
public record ReplicaDevices(boolean gpu, int count) {
    /** As many as one machine may have. */
    public static final int MOST = 16;

    /** The device that feeds arrive on. */
    public static final DeviceSpec HOST = spec(DeviceSpec.DeviceType.CPU, 0);

    /** Checks the range. */
    public ReplicaDevices {
        if (count < 1 || count > MOST) {
            throw Fault.usage("replicas is " + count + "; it must be 1 to " + MOST);
        }
    }

    /**
     * Those of a session.
     *
     * @throws Fault of kind device when it lists fewer GPUs
     */
    public static ReplicaDevices of(SessionConfig session, int count) {
        if (count == 1) {
            return new ReplicaDevices(false, 1); // wherever TensorFlow puts it
        }
        boolean gpu = ComputeDevices.settle(session.device()).gpu();
        return gpu ? enough(count, ComputeDevices.gpus()) : new ReplicaDevices(false, count);
    }

    static ReplicaDevices enough(int count, int listed) {
        if (listed < count) {
            throw Fault.device(
                    count + " GPUs are to train together and TensorFlow lists " + listed
                            + "; ask for at most that many with --gpus, or continue the run where it began",
                    null);
        }
        return new ReplicaDevices(true, count);
    }

    /** One of them, by its name in a graph, as "/device:GPU:1". */
    public DeviceSpec of(int replica) {
        return spec(gpu ? DeviceSpec.DeviceType.GPU : DeviceSpec.DeviceType.CPU, replica);
    }

    /** The names of all, as "GPU:1"; none for one replica, which TensorFlow places. */
    public List<String> names() {
        return count == 1
                ? List.of()
                : IntStream.range(0, count)
                        .mapToObj(replica -> (gpu ? "GPU:" : "CPU:") + replica)
                        .toList();
    }

    /** What they are, in a line for the user. */
    public String words() {
        String all = count + " replicas share each batch, on " + String.join(", ", names());
        return gpu ? all : all + ": virtual devices of the processor, slower than one";
    }

    /** The settings of a session that has them; with one replica the settings as they are. */
    public ConfigProto settings(ConfigProto session) {
        if (count == 1) {
            return session;
        }
        ConfigProto.Builder settings = session.toBuilder()
                .setAllowSoftPlacement(true) // what has no kernel for a GPU runs on the CPU, as without a named device
                // Where the members of a collective operation are GPUs, NCCL runs it; elsewhere a ring through memory.
                .setExperimental(session.getExperimental().toBuilder().setCollectiveNccl(true));
        return gpu ? settings.build() : settings.putDeviceCount("CPU", count).build();
    }

    private static DeviceSpec spec(DeviceSpec.DeviceType type, int index) {
        return DeviceSpec.newBuilder().deviceType(type).deviceIndex(index).build();
    }
}
