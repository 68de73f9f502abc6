package dev.sulcus.training;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.OperationBuilder;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Sums over the replicas by TensorFlow's collective operation, which gives every replica the same bits: NCCL runs it
 * between GPUs, a ring through memory elsewhere. Small values travel together, so that few operations start; the first
 * bundles leave while later gradients are still computed. Counts the operations of one graph; not thread-safe.
 */
final class AllReduce {
    private static final int GROUP = 1;
    /** Values are bundled up to this size; a larger one travels alone, without a copy. */
    private static final long BUNDLE_NUMBERS = 1 << 20;

    private final int replicas;
    private int operations;

    AllReduce(int replicas) {
        this.replicas = replicas;
    }

    /**
     * Adds the sums to a graph; for one replica nothing.
     *
     * @param values of one replica
     * @param shapes of {@code values}, known to the last dimension
     * @return one sum per value, in order
     */
    List<Operand<TFloat32>> sums(Ops tf, List<Operand<TFloat32>> values, List<Shape> shapes) {
        if (replicas == 1) {
            return values;
        }
        var sums = new ArrayList<Operand<TFloat32>>();
        int from = 0;
        while (from < values.size()) {
            long numbers = shapes.get(from).size();
            int to = from + 1;
            while (to < values.size() && numbers + shapes.get(to).size() <= BUNDLE_NUMBERS) {
                numbers += shapes.get(to).size();
                to++;
            }
            sums.addAll(bundle(tf, values.subList(from, to), shapes.subList(from, to)));
            from = to;
        }
        return sums;
    }

    private List<Operand<TFloat32>> bundle(Ops tf, List<Operand<TFloat32>> values, List<Shape> shapes) {
        if (values.size() == 1) {
            return List.of(sum(tf, values.get(0)));
        }
        var rows = new ArrayList<Operand<TFloat32>>();
        values.forEach(value -> rows.add(tf.reshape(value, tf.constant(new int[] {-1}))));
        Operand<TFloat32> sum = sum(tf, tf.concat(rows, tf.constant(0)));
        var sums = new ArrayList<Operand<TFloat32>>();
        int at = 0;
        for (Shape shape : shapes) {
            int size = Math.toIntExact(shape.size());
            Operand<TFloat32> piece = tf.slice(sum, tf.constant(new int[] {at}), tf.constant(new int[] {size}));
            sums.add(tf.reshape(piece, tf.constant(shape.asArray())));
            at += size;
        }
        return sums;
    }

    /**
     * Members of a sum find each other by its number, which every copy of the operation has. With NCCL TensorFlow starts a
     * higher number before a lower one, on every device: gradients of the last layers, which are there first, have them.
     */
    private Operand<TFloat32> sum(Ops tf, Operand<TFloat32> value) {
        OperationBuilder builder = tf.scope().opBuilder("CollectiveReduce", "AllReduce");
        return builder.addInput(value.asOutput())
                .setAttr("group_size", replicas)
                .setAttr("group_key", GROUP)
                .setAttr("instance_key", ++operations)
                .setAttr("merge_op", "Add")
                .setAttr("final_op", "Id")
                .setAttr("subdiv_offsets", new long[] {0})
                .setAttr("communication_hint", "auto")
                .build()
                .output(0);
    }
}
