package dev.sulcus.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sulcus.device.SessionConfig;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

@Tag("native")
class BatchShareTest {
    private static final long[] SEED = {5, 6};

    @Test
    void shouldGiveTheFirstReplicasOneRowMore() {
        assertThat(shares(7, 3)).extracting(share -> share.rows).containsExactly("0 1 2", "3 4", "5 6");
        assertThat(shares(8, 2)).extracting(share -> share.rows).containsExactly("0 1 2 3", "4 5 6 7");
        assertThat(shares(3, 3)).extracting(share -> share.rows).containsExactly("0", "1", "2");
    }

    @Test
    void shouldCountTheLastRowForNothingWhereNoneIsLeft() {
        List<Share> shares = shares(2, 4);
        assertThat(shares).extracting(share -> share.rows).containsExactly("0", "1", "1", "1");
        assertThat(shares).extracting(share -> share.sum).containsExactly(0f, 1f, 0f, 0f);
        assertThat(shares).extracting(share -> share.weight).containsExactly(0.5f, 0.5f, 0f, 0f);
    }

    @Test
    void shouldAddUpToTheWholeBatch() {
        List<Share> shares = shares(7, 3);
        assertThat(shares.stream().mapToDouble(share -> share.sum).sum()).isEqualTo(21);
        assertThat(shares.stream().mapToDouble(share -> share.mean).sum()).isCloseTo(3, Offset.offset(1e-6));
        assertThat(shares.stream().mapToDouble(share -> share.weight).sum()).isCloseTo(1, Offset.offset(1e-6));
    }

    @Test
    void shouldDrawForARowWhatTheWholeBatchDraws() {
        String whole = shares(7, 1).get(0).drawn;
        String cut =
                String.join(" ", shares(7, 3).stream().map(share -> share.drawn).toList());
        assertThat(cut).isEqualTo(whole);
    }

    @Test
    void shouldAddNothingToAGraphOfOneReplica() {
        try (var graph = new Graph()) {
            Ops tf = Ops.create(graph);
            Operand<TFloat32> x = tf.constant(new float[] {1, 2});
            assertThat(BatchShare.WHOLE.fed(x)).isSameAs(x);
            assertThat(BatchShare.WHOLE.weighted(tf, x)).isSameAs(x);
        }
    }

    /** What one replica makes of a batch whose rows are 0, 1, 2, ... */
    private record Share(String rows, float sum, float mean, float weight, String drawn) {}

    private static List<Share> shares(int rows, int replicas) {
        var shares = new ArrayList<Share>();
        for (int replica = 0; replica < replicas; replica++) {
            try (var graph = new Graph()) {
                Ops tf = Ops.create(graph);
                Placeholder<TFloat32> fed =
                        tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(Shape.UNKNOWN_SIZE)));
                BatchShare share =
                        replicas == 1 ? BatchShare.WHOLE : BatchShare.of(tf, tf.constant(replica), replicas, fed);
                Operand<TFloat32> own = share.fed(tf.identity(fed)); // what is fed can't be fetched
                var seed = tf.constant(SEED);
                var drawn = share.drawn(
                        tf,
                        tf.shape(own),
                        own.shape(),
                        all -> tf.random.statelessRandomUniform(all, seed, TFloat32.class));
                shares.add(run(
                        graph,
                        fed,
                        rows,
                        List.of(
                                own,
                                share.sum(tf, own),
                                share.mean(tf, own),
                                share.weighted(tf, tf.constant(1f)),
                                drawn)));
            }
        }
        return shares;
    }

    private static Share run(Graph graph, Placeholder<TFloat32> fed, int rows, List<Operand<TFloat32>> asked) {
        float[] numbers = new float[rows];
        for (int row = 0; row < rows; row++) {
            numbers[row] = row;
        }
        try (var session = new Session(graph, SessionConfig.DEFAULT.toProto());
                TFloat32 batch = TFloat32.vectorOf(numbers)) {
            Session.Runner runner = session.runner().feed(fed, batch);
            asked.forEach(runner::fetch);
            try (var result = runner.run()) {
                return new Share(
                        text((TFloat32) result.get(0), "%.0f"),
                        ((TFloat32) result.get(1)).getFloat(),
                        ((TFloat32) result.get(2)).getFloat(),
                        ((TFloat32) result.get(3)).getFloat(),
                        text((TFloat32) result.get(4), "%s"));
            }
        }
    }

    private static String text(TFloat32 vector, String format) {
        String[] words = new String[Math.toIntExact(vector.size())];
        for (int i = 0; i < words.length; i++) {
            words[i] = String.format(java.util.Locale.ROOT, format, vector.getFloat(i));
        }
        return String.join(" ", Arrays.asList(words));
    }
}
