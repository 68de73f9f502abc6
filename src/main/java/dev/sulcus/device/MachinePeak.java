package dev.sulcus.device;

import dev.sulcus.fault.Fault;
import java.util.Arrays;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.exceptions.TFInvalidArgumentException;
import org.tensorflow.exceptions.TFUnimplementedException;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.VarHandleOp;
import org.tensorflow.types.TBfloat16;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;
import org.tensorflow.types.family.TType;

/**
 * What the device that sessions compute on can do at most, through the same library and the same threads as everything
 * else: what a step reaches is then a share of it. The best of several runs, for a disturbance only ever slows.
 *
 * <p>A clock may be read when a session's run returns, on a GPU too: TensorFlow's executor ends a step by waiting until the
 * device has done all that was queued (Device::Sync), fetched or not, unless TF_SYNC_ON_FINISH=0 forbids it. Steps and
 * queries moreover end with a number in the host's memory, which can't be there before the work that it comes from.
 *
 * @param device {@code cpu} or {@code gpu}
 * @param side of the square matrices
 * @param tensorFloat32 whether products of float32 take only the first 10 bits of each factor's mantissa: where
 *     {@code --tf32} allows it, on cards of capability 8.0 and later; null on a CPU
 * @param float32Gflops 10⁹ operations per second of a matrix product, a multiplication and an addition counted as two
 * @param bfloat16Gflops the same with bfloat16 factors; NaN where the device has no such kernel
 * @param copyGigabytes 10⁹ bytes per second read and written by a copy of {@code copiedBytes} inside the device's memory
 * @param copiedBytes larger than any cache
 * @param pageableGigabytes 10⁹ bytes per second from the host's memory to the card's; NaN on a CPU
 * @param pageLockedGigabytes the same from memory that the driver holds in place; NaN on a CPU
 */
public record MachinePeak(
        String device,
        int side,
        Boolean tensorFloat32,
        double float32Gflops,
        double bfloat16Gflops,
        double copyGigabytes,
        long copiedBytes,
        double pageableGigabytes,
        double pageLockedGigabytes) {
    private static final int SIDE = 2048;
    private static final int COPIED = 32 << 20; // float32: 128 MB, larger than any cache
    private static final double NANO = 1e9;

    /** Of a CPU. */
    public MachinePeak(double float32Gflops, double bfloat16Gflops, double copyGigabytes) {
        this(
                "cpu",
                SIDE,
                null,
                float32Gflops,
                bfloat16Gflops,
                copyGigabytes,
                (long) Float.BYTES * COPIED,
                Double.NaN,
                Double.NaN);
    }

    /** The peak of products in {@code precision}; NaN for float16, of which none is measured. */
    public double gflops(Precision precision) {
        return switch (precision) {
            case FLOAT32 -> float32Gflops;
            case BFLOAT16 -> bfloat16Gflops;
            case FLOAT16 -> Double.NaN;
        };
    }

    /**
     * Measures the device that sessions of {@code config} compute on; takes about {@code 3 · runs / 10} seconds on two
     * cores, and a second or two on a card. On a GPU a figure that can't be had is NaN.
     *
     * @param runs of each kind, 1 or more, after one that warms up
     * @throws Fault of kind device when TensorFlow fails on a CPU
     */
    public static MachinePeak measure(SessionConfig config, int runs) {
        if (config.device() == DeviceChoice.GPU) {
            return GpuPeak.measure(config, runs);
        }
        double operations = 2.0 * SIDE * SIDE * SIDE;
        return new MachinePeak(
                operations / best(config, runs, MachinePeak::product),
                operations / bestOrNan(config, runs, MachinePeak::bfloat16Product),
                2.0 * Float.BYTES * COPIED / best(config, runs, MachinePeak::copy));
    }

    /** Adds operations to a graph. */
    @FunctionalInterface
    interface Work {
        Added add(Ops tf);
    }

    /**
     * Work in a graph.
     *
     * @param prepare runs once, before
     * @param timed runs again and again; nothing of it is fetched, so that no result is handed over
     */
    record Added(List<Op> prepare, Op timed) {}

    /** Nanoseconds of the fastest run; NaN where the device can't do it. */
    static double bestOrNan(SessionConfig config, int runs, Work work) {
        try {
            return best(config, runs, work);
        } catch (Fault e) {
            return Double.NaN;
        }
    }

    private static double best(SessionConfig config, int runs, Work work) {
        try (Graph graph = new Graph()) {
            Added added = work.add(Ops.create(graph));
            try (Session session = new Session(graph, config.toProto())) {
                added.prepare().forEach(op -> run(session, op));
                run(session, added.timed());
                double[] nanos = new double[runs];
                for (int i = 0; i < runs; i++) {
                    long start = System.nanoTime();
                    run(session, added.timed());
                    nanos[i] = System.nanoTime() - start;
                }
                return Arrays.stream(nanos).min().orElse(Double.NaN);
            }
        } catch (TensorFlowException | TFInvalidArgumentException | TFUnimplementedException e) {
            throw TensorFlowFaults.of("measuring the machine's peak", e);
        }
    }

    private static void run(Session session, Op op) {
        session.runner().addTarget(op).run().close();
    }

    private static Added product(Ops tf) {
        return chain(tf, SIDE, 1, TFloat32.class);
    }

    private static Added bfloat16Product(Ops tf) {
        return chain(tf, SIDE, 1, TBfloat16.class);
    }

    /** {@code count} products of a matrix, each with what the one before gave. */
    static <T extends TNumber> Added chain(Ops tf, int side, int count, Class<T> type) {
        Shape shape = Shape.of(side, side);
        VarHandleOp handle = variable(tf, shape, type);
        Operand<T> value = tf.readVariableOp(handle, type);
        Operand<T> product = value;
        for (int i = 0; i < count; i++) {
            product = tf.linalg.matMul(product, value);
        }
        Operand<T> drawn = tf.dtypes.cast(noise(tf, shape), type);
        return new Added(List.of(tf.assignVariableOp(handle, drawn)), product);
    }

    /** In place, so that no page is asked of the kernel anew. */
    private static Added copy(Ops tf) {
        VarHandleOp from = variable(tf, Shape.of(COPIED), TFloat32.class);
        VarHandleOp to = variable(tf, Shape.of(COPIED), TFloat32.class);
        Operand<TFloat32> value = tf.readVariableOp(from, TFloat32.class);
        Operand<TFloat32> zeros = tf.zeros(tf.constant(new int[] {COPIED}), TFloat32.class);
        Operand<TFloat32> ones = tf.fill(tf.constant(new int[] {COPIED}), tf.constant(1f));
        Op copy = tf.resourceStridedSliceAssign(
                to, tf.constant(new int[] {0}), tf.constant(new int[] {COPIED}), tf.constant(new int[] {1}), value);
        return new Added(List.of(tf.assignVariableOp(from, ones), tf.assignVariableOp(to, zeros)), copy);
    }

    static <T extends TType> VarHandleOp variable(Ops tf, Shape shape, Class<T> type) {
        return tf.varHandleOp(
                type, shape, VarHandleOp.sharedName("peak-" + tf.scope().makeOpName("variable")));
    }

    private static Operand<TFloat32> noise(Ops tf, Shape shape) {
        return tf.random.statelessRandomUniform(
                tf.constant(shape.asArray()), tf.constant(new long[] {1, 2}), TFloat32.class);
    }
}
