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

/**
 * What the machine can do at most, through the same library and the same threads as everything else: what a step
 * reaches is then a share of it. The best of several runs, for a disturbance only ever slows.
 *
 * @param float32Gflops 10⁹ operations per second of a matrix product 2048×2048×2048, a multiplication and an addition
 *     counted as two
 * @param bfloat16Gflops the same with bfloat16 factors; NaN where the device has no such kernel
 * @param copyGigabytes 10⁹ bytes per second read and written by a copy of 128 MB inside TensorFlow's memory
 */
public record MachinePeak(double float32Gflops, double bfloat16Gflops, double copyGigabytes) {
    private static final int SIDE = 2048;
    private static final int COPIED = 32 << 20; // float32: 128 MB, larger than any cache
    private static final double NANO = 1e9;

    /** The peak of products in {@code precision}; NaN for float16, of which none is measured. */
    public double gflops(Precision precision) {
        return switch (precision) {
            case FLOAT32 -> float32Gflops;
            case BFLOAT16 -> bfloat16Gflops;
            case FLOAT16 -> Double.NaN;
        };
    }

    /**
     * Measures; takes about {@code 3 · runs / 10} seconds on two cores.
     *
     * @param runs of each kind, 1 or more, after one that warms up
     * @throws Fault of kind device when TensorFlow fails
     */
    public static MachinePeak measure(SessionConfig config, int runs) {
        double operations = 2.0 * SIDE * SIDE * SIDE;
        return new MachinePeak(
                operations / best(config, runs, MachinePeak::product),
                operations / bestOrNan(config, runs),
                2.0 * Float.BYTES * COPIED / best(config, runs, MachinePeak::copy));
    }

    /** Adds operations to a graph. */
    @FunctionalInterface
    private interface Work {
        Added add(Ops tf);
    }

    /**
     * Work in a graph.
     *
     * @param prepare runs once, before
     * @param timed runs again and again; nothing of it is fetched, so that no result is handed over
     */
    private record Added(List<Op> prepare, Op timed) {}

    private static double bestOrNan(SessionConfig config, int runs) {
        try {
            return best(config, runs, MachinePeak::bfloat16Product);
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
        VarHandleOp handle = variable(tf, Shape.of(SIDE, SIDE), TFloat32.class);
        Operand<TFloat32> value = tf.readVariableOp(handle, TFloat32.class);
        Operand<TFloat32> drawn = noise(tf, Shape.of(SIDE, SIDE));
        return new Added(List.of(tf.assignVariableOp(handle, drawn)), tf.linalg.matMul(value, value));
    }

    private static Added bfloat16Product(Ops tf) {
        VarHandleOp handle = variable(tf, Shape.of(SIDE, SIDE), TBfloat16.class);
        Operand<TBfloat16> value = tf.readVariableOp(handle, TBfloat16.class);
        Operand<TBfloat16> drawn = tf.dtypes.cast(noise(tf, Shape.of(SIDE, SIDE)), TBfloat16.class);
        return new Added(List.of(tf.assignVariableOp(handle, drawn)), tf.linalg.matMul(value, value));
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

    private static <T extends org.tensorflow.types.family.TType> VarHandleOp variable(
            Ops tf, Shape shape, Class<T> type) {
        return tf.varHandleOp(
                type, shape, VarHandleOp.sharedName("peak-" + tf.scope().makeOpName("variable")));
    }

    private static Operand<TFloat32> noise(Ops tf, Shape shape) {
        return tf.random.statelessRandomUniform(
                tf.constant(shape.asArray()), tf.constant(new long[] {1, 2}), TFloat32.class);
    }
}
