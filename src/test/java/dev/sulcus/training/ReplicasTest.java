package dev.sulcus.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sulcus.device.ReplicaDevices;
import dev.sulcus.device.SessionConfig;
import dev.sulcus.fault.Fault;
import dev.sulcus.fault.FaultKind;
import dev.sulcus.model.BatchShare;
import dev.sulcus.model.Initializer;
import dev.sulcus.model.Variables;
import dev.sulcus.model.WeightSpec;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

@Tag("native")
class ReplicasTest {
    /** The third is too large for a bundle, the last two share one. */
    private static final List<Shape> SHAPES =
            List.of(Shape.scalar(), Shape.of(2, 3), Shape.of((1 << 20) + 1), Shape.of(5), Shape.of(0, 7), Shape.of(4));

    @Test
    void shouldGiveEveryReplicaTheSumOfAll() {
        try (var small = new SmallGraph(3);
                TFloat32 batch = TFloat32.vectorOf(1, 10, 100)) {
            small.set(batch); // each replica stores what it was given: the sum of its rows, over all
            for (int replica = 0; replica < 3; replica++) {
                try (Result values = small.stored(replica)) {
                    for (int i = 0; i < SHAPES.size(); i++) {
                        TFloat32 value = (TFloat32) values.get(i);
                        assertThat(value.shape()).isEqualTo(SHAPES.get(i));
                        float expected = 111 + 3 * i;
                        value.scalars().forEach(number -> assertThat(number.getFloat())
                                .isCloseTo(expected, Offset.offset(1e-4f)));
                    }
                }
            }
            small.replicas.requireEqual(small.session);
        }
    }

    @Test
    void shouldNameTheVariableThatDiffers() {
        try (var small = new SmallGraph(2);
                TFloat32 batch = TFloat32.vectorOf(1, 10, 100)) {
            small.set(batch);
            small.session.runner().addTarget(small.moved).run().close(); // the first replica alone
            assertThatThrownBy(() -> small.replicas.requireEqual(small.session))
                    .isInstanceOfSatisfying(Fault.class, fault -> {
                        assertThat(fault.kind()).isEqualTo(FaultKind.DEVICE);
                        assertThat(fault).hasMessageContaining("layer/w3 on /device:CPU:1");
                    });
        }
    }

    @Test
    void shouldEndAStepThatFailsOnOneReplicaWithAFault() {
        try (var small = new SmallGraph(2);
                TFloat32 batch = TFloat32.vectorOf(1, 10, Float.NaN)) { // in the second replica's rows
            assertThatThrownBy(() -> small.set(batch)).isInstanceOf(Fault.class).hasMessageContaining("not a number");
        }
        try (var next = new SmallGraph(2); // a session whose sum was broken off isn't used again
                TFloat32 batch = TFloat32.vectorOf(1, 10, 100)) {
            next.set(batch);
            next.replicas.requireEqual(next.session);
        }
    }

    @Test
    void shouldAddNothingForOneReplica() {
        try (var graph = new Graph()) {
            Ops tf = Ops.create(graph);
            var fed = tf.placeholder(TFloat32.class);
            var replicas = new Replicas(tf, new ReplicaDevices(false, 1));
            assertThat(replicas.rows(tf, fed)).isSameAs(fed);
            List<Operand<TFloat32>> values = List.of(fed);
            assertThat(replicas.sums(tf, values, List.of(Shape.scalar()))).isSameAs(values);
            replicas.addCopies(graph, tf, List.of(fed.op()), List.of());
            assertThat(graph.toGraphDef().getNodeCount()).isEqualTo(1);
        }
    }

    /** Variables that a run sets to the sum of a batch, by way of every replica. Owns graph and session. */
    private static final class SmallGraph implements AutoCloseable {
        private final Graph graph = new Graph();
        private final Session session;
        private final Replicas replicas;
        private final Placeholder<TFloat32> batch;
        private final Variables variables;
        private final Op assigned;
        private final Op moved;

        SmallGraph(int count) {
            Ops tf = Ops.create(graph);
            batch = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(Shape.UNKNOWN_SIZE)));
            var devices = new ReplicaDevices(false, count);
            replicas = new Replicas(tf, devices);
            BatchShare share = replicas.share(tf, batch);
            var specs = new ArrayList<WeightSpec>();
            var parts = new ArrayList<Operand<TFloat32>>();
            var own = tf.debugging.checkNumerics(share.sum(tf, share.fed(batch)), "not a number");
            for (int i = 0; i < SHAPES.size(); i++) {
                long[] dims = SHAPES.get(i).asArray();
                specs.add(new WeightSpec("layer", "w" + i, dims, Initializer.ZEROS));
                // One whole number more for each, so that no sum can be taken for another.
                var more = tf.math.mul(tf.constant(3f * i), share.weighted(tf, tf.constant(1f)));
                parts.add(tf.fill(tf.constant(dims), tf.math.add(own, more)));
            }
            variables = new Variables(tf, specs, "");
            List<Op> sets = variables.assigns(tf, replicas.sums(tf, parts, SHAPES));
            assigned = tf.withControlDependencies(sets).noOp();
            moved = tf.assignSubVariableOp(variables.handle(3), tf.constant(new float[] {0, 0, 1, 0, 0}));
            replicas.addCopies(graph, tf, List.of(assigned.op()), List.of(variables));
            session = new Session(graph, devices.settings(SessionConfig.DEFAULT.toProto()));
        }

        void set(TFloat32 values) {
            Session.Runner runner = session.runner().feed(batch, values);
            replicas.target(runner, assigned.op());
            SessionRuns.run("setting", runner).close();
        }

        Result stored(int replica) {
            Session.Runner runner = session.runner();
            for (var read : variables.reads()) {
                String name = read.op().name();
                runner.fetch(replica == 0 ? name : ReplicaCopies.name(replica, name));
            }
            return runner.run();
        }

        @Override
        public void close() {
            session.close();
            graph.close();
        }
    }
}
