package dev.sulcus.model;

import dev.sulcus.device.ReplicaDevices;
import dev.sulcus.fault.Fault;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TType;

/**
 * The rows of a step's batch that one replica of a network takes. Of N rows and R replicas the first N mod R take one row
 * more than the others. Where N is less than R, a replica without a row takes the last one and counts it for nothing.
 *
 * <p>What is drawn for a batch is drawn for all of it and then cut, so that a row meets the same numbers whatever R is.
 * Immutable.
 */
public final class BatchShare {
    /** All rows: one replica. Adds nothing to a graph. */
    public static final BatchShare WHOLE = new BatchShare(null, null, null, null, null, null);

    private final Ops host;
    private final Operand<TInt32> total;
    private final Operand<TInt32> start;
    private final Operand<TInt32> count;
    private final Operand<TFloat32> rows;
    private final Operand<TFloat32> own;

    private BatchShare(
            Ops host,
            Operand<TInt32> total,
            Operand<TInt32> start,
            Operand<TInt32> count,
            Operand<TFloat32> rows,
            Operand<TFloat32> own) {
        this.host = host;
        this.total = total;
        this.start = start;
        this.count = count;
        this.rows = rows;
        this.own = own;
    }

    /**
     * Adds its arithmetic to a graph, on the host.
     *
     * @param replica int32 scalar, from 0
     * @param replicas how many there are
     * @param batch any feed of the step, [N, ...]
     */
    public static BatchShare of(Ops tf, Operand<TInt32> replica, int replicas, Operand<? extends TType> batch) {
        Ops host = tf.withDevice(ReplicaDevices.HOST);
        Operand<TInt32> one = host.constant(1);
        Operand<TInt32> total = host.reshape(first(host, host.shape(batch)), host.constant(new int[0]));
        Operand<TInt32> among = host.constant(replicas);
        Operand<TInt32> least = host.math.floorDiv(total, among);
        Operand<TInt32> more = host.math.floorMod(total, among);
        Operand<TInt32> before = host.math.add(host.math.mul(replica, least), host.math.minimum(replica, more));
        Operand<TInt32> extra = host.dtypes.cast(host.math.less(replica, more), TInt32.class);
        Operand<TInt32> held = host.math.add(least, extra);
        Operand<TFloat32> rows = host.dtypes.cast(held, TFloat32.class);
        return new BatchShare(
                host,
                total,
                host.math.minimum(before, host.math.sub(total, one)),
                host.math.maximum(held, one),
                rows,
                host.math.minimum(rows, host.constant(1f)));
    }

    /** Its rows of what is fed, [N, ...] of a known rank; cut before they go to another device. */
    public <T extends TType> Operand<T> fed(Operand<T> whole) {
        return total == null ? whole : cut(host, whole, whole.shape());
    }

    /**
     * Its rows of what is drawn for a batch.
     *
     * @param shape of its rows, an int32 vector
     * @param known as much of {@code shape} as is known now
     * @param draw numbers of a shape
     */
    Operand<TFloat32> drawn(
            Ops tf, Operand<TInt32> shape, Shape known, Function<Operand<TInt32>, Operand<TFloat32>> draw) {
        if (total == null) {
            return draw.apply(shape);
        }
        Operand<TInt32> rest = tf.slice(shape, tf.constant(new int[] {1}), tf.constant(new int[] {-1}));
        Operand<TInt32> all = tf.concat(List.of(vector(host, total), rest), tf.constant(0));
        return cut(tf, draw.apply(all), known);
    }

    /** The sum of one number per row; over all replicas, that of the batch. */
    public Operand<TFloat32> sum(Ops tf, Operand<TFloat32> perRow) {
        Operand<TFloat32> sum = tf.reduceSum(perRow, tf.constant(0));
        return total == null ? sum : tf.math.mul(sum, own);
    }

    /** The mean of one number per row; of several replicas, each its part of it: their sum is the mean of the batch. */
    public Operand<TFloat32> mean(Ops tf, Operand<TFloat32> perRow) {
        return total == null
                ? tf.math.mean(perRow, tf.constant(0))
                : tf.math.div(sum(tf, perRow), host.dtypes.cast(total, TFloat32.class));
    }

    /** A statistic of its rows, weighted by how many they are: over all replicas the weights sum up to 1. */
    public Operand<TFloat32> weighted(Ops tf, Operand<TFloat32> statistic) {
        return total == null
                ? statistic
                : tf.math.mul(statistic, host.math.div(rows, host.dtypes.cast(total, TFloat32.class)));
    }

    private <T extends TType> Operand<T> cut(Ops tf, Operand<T> whole, Shape known) {
        if (known.isUnknown()) {
            throw Fault.bug("rows are to be cut from " + whole + ", which has no known rank");
        }
        int[] none = new int[known.numDimensions() - 1];
        int[] all = new int[none.length];
        Arrays.fill(all, -1);
        Operand<TInt32> from = host.concat(List.of(vector(host, start), host.constant(none)), host.constant(0));
        Operand<TInt32> size = host.concat(List.of(vector(host, count), host.constant(all)), host.constant(0));
        Operand<T> cut = tf.slice(whole, from, size);
        long[] dims = known.asArray();
        dims[0] = -1;
        // Layers ask for the sizes they know while the graph is built; a cut at places that are fed hides them.
        boolean told = Arrays.stream(dims).skip(1).noneMatch(dim -> dim == Shape.UNKNOWN_SIZE);
        return told ? tf.reshape(cut, tf.constant(dims)) : cut;
    }

    private static Operand<TInt32> first(Ops tf, Operand<TInt32> vector) {
        return tf.slice(vector, tf.constant(new int[] {0}), tf.constant(new int[] {1}));
    }

    private static Operand<TInt32> vector(Ops tf, Operand<TInt32> scalar) {
        return tf.reshape(scalar, tf.constant(new int[] {1}));
    }
}
