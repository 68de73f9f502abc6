package dev.sulcus.training;

import dev.sulcus.device.ReplicaDevices;
import dev.sulcus.fault.Fault;
import dev.sulcus.model.BatchShare;
import dev.sulcus.model.Variables;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Operation;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TType;

/**
 * Several copies of one network in one graph, each on a device of its own: data-parallel training. Each takes its rows of
 * the batch; gradients, statistics and loss are summed over all; then each makes the same update of its own variables. So
 * the graph is built for one replica, which asks here for its share and its sums, and copied at the end.
 *
 * <p>Weights that are equal stay equal, bit for bit, as every replica does the same arithmetic on the same sums;
 * {@link #requireEqual} proves it. A step that fails on one fails on all; TensorFlow then sums no more in that session. With
 * one replica all of this adds nothing to a graph. Not thread-safe.
 */
final class Replicas {
    private final ReplicaDevices devices;
    private final Operand<TInt32> index;
    private final AllReduce reduce;
    private final List<Comparison> comparisons = new ArrayList<>();

    /** Adds what tells a replica which one it is to a graph. */
    Replicas(Ops tf, ReplicaDevices devices) {
        this.devices = devices;
        index = devices.count() == 1
                ? null
                : tf.withDevice(ReplicaDevices.HOST)
                        .withName(ReplicaCopies.INDEX)
                        .constant(0);
        reduce = new AllReduce(devices.count());
    }

    /** The rows that one takes of a batch; {@code batch} is what is fed of it, [N, ...]. */
    BatchShare share(Ops tf, Operand<? extends TType> batch) {
        return index == null ? BatchShare.WHOLE : BatchShare.of(tf, index, devices.count(), batch);
    }

    /** Its rows of a feed. */
    <T extends TType> Operand<T> rows(Ops tf, Operand<T> batch) {
        return share(tf, batch).fed(batch);
    }

    /** What they compute on. */
    ReplicaDevices devices() {
        return devices;
    }

    /** Whether there are several. */
    boolean several() {
        return index != null;
    }

    /** The sum of each value over all; {@code shapes} are theirs. */
    List<Operand<TFloat32>> sums(Ops tf, List<Operand<TFloat32>> values, List<Shape> shapes) {
        return reduce.sums(tf, values, shapes);
    }

    /**
     * Adds the others, once the first is complete.
     *
     * @param targets what will be run on all
     * @param variables that will be compared
     */
    void addCopies(Graph graph, Ops tf, Collection<? extends Operation> targets, List<Variables> variables) {
        if (index == null) {
            return;
        }
        var all = new ArrayList<Operation>(targets);
        variables.forEach(set -> set.reads().forEach(read -> all.add(read.op())));
        var copies = new ReplicaCopies(graph, all);
        for (int replica = 1; replica < devices.count(); replica++) {
            copies.add(replica, devices.of(replica));
        }
        for (Variables set : variables) {
            var same = new ArrayList<Operand<TBool>>();
            var compared = new ArrayList<String>();
            for (int i = 0; i < set.reads().size(); i++) {
                Operand<TFloat32> own = set.reads().get(i);
                for (int replica = 1; replica < devices.count(); replica++) {
                    String name = ReplicaCopies.name(replica, own.op().name());
                    Operand<TFloat32> other = graph.operationOrThrow(name).output(0);
                    same.add(sameBits(tf, own, other, set.specs().get(i).dims().length));
                    compared.add(set.specs().get(i).path() + " on " + devices.of(replica));
                }
            }
            comparisons.add(new Comparison(tf.stack(same), compared));
        }
    }

    /** Adds a target, of every replica. */
    void target(Session.Runner runner, Operation op) {
        runner.addTarget(op);
        for (int replica = 1; replica < devices.count(); replica++) {
            runner.addTarget(ReplicaCopies.name(replica, op.name()));
        }
    }

    /**
     * Compares every variable of every replica with the first one's.
     *
     * @throws Fault of kind device when a bit differs
     */
    void requireEqual(Session session) {
        comparisons.forEach(comparison -> comparison.require(session));
    }

    /**
     * One set of variables, in a session call of its own: the first device holds the others' copies of it meanwhile, and as
     * much again for what is equal.
     *
     * @param equal one truth for each name
     * @param compared variable and device
     */
    private record Comparison(Operand<TBool> equal, List<String> compared) {
        void require(Session session) {
            try (Result result =
                    SessionRuns.run("comparing replicas", session.runner().fetch(equal))) {
                TBool same = (TBool) result.get(0);
                for (int i = 0; i < compared.size(); i++) {
                    if (!same.getBoolean(i)) {
                        throw Fault.device(
                                "the replicas are no longer equal: " + compared.get(i) + " differs from the first"
                                        + " device; continue from the last checkpoint with --resume, and if it happens"
                                        + " again train on one device",
                                null);
                    }
                }
            }
        }
    }

    /** By their bytes, so that NaN is NaN and 0 isn't -0. */
    private static Operand<TBool> sameBits(Ops tf, Operand<TFloat32> one, Operand<TFloat32> other, int rank) {
        int[] axes = new int[rank + 1]; // four bytes for each number
        for (int i = 0; i < axes.length; i++) {
            axes[i] = i;
        }
        Operand<TBool> same = tf.math.equal(tf.bitcast(one, TUint8.class), tf.bitcast(other, TUint8.class));
        return tf.reduceAll(same, tf.constant(axes));
    }
}
