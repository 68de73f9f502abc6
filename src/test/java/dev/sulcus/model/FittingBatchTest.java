package dev.sulcus.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sulcus.device.SessionConfig;
import dev.sulcus.fault.Fault;
import dev.sulcus.fault.FaultKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TUint8;

/** TensorFlow really runs out of memory here, once: the graph asks for 4 TiB as soon as a batch is larger than it likes. */
@Tag("native")
class FittingBatchTest {
    private static final long BEYOND = 1L << 40;

    @Test
    void shouldScoreAgainWhatTensorFlowHadNoRoomFor() {
        try (Graph graph = new Graph();
                Session session = new Session(graph, SessionConfig.DEFAULT.toProto());
                TUint8 batch = levels(3)) {
            Classifier classifier = Classifier.over(session, hungry(graph, 2));
            assertThat(classifier.reducedBatch()).isZero();
            float[] out = new float[4];
            assertThat(classifier.score(batch, out, 1)).isEqualTo(3);
            assertThat(out).containsExactly(0, 0, 1, 2);
            assertThat(classifier.reducedBatch()).isEqualTo(1);
        }
    }

    @Test
    void shouldHalveTheBatchUntilItFitsAndStayThere() {
        var fitting = new FittingBatch();
        var sizes = new ArrayList<Integer>();
        try (TUint8 batch = levels(11);
                TUint8 next = levels(4)) {
            float[] out = new float[12];
            assertThat(fitting.score(upTo(3, sizes), batch, out, 1)).isEqualTo(11);
            assertThat(out).containsExactly(0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
            assertThat(sizes).containsExactly(11, 5, 2, 2, 2, 2, 2, 1);
            assertThat(fitting.reducedTo()).isEqualTo(2);
            sizes.clear();
            assertThat(fitting.score(upTo(3, sizes), next, out, 0)).isEqualTo(4);
            assertThat(out).startsWith(0, 1, 2, 3);
            assertThat(sizes).containsExactly(2, 2);
        }
    }

    @Test
    void shouldGiveUpWhenOnePictureDoesNotFit() {
        try (TUint8 batch = levels(5)) {
            assertThatThrownBy(() -> new FittingBatch().score(upTo(0, new ArrayList<>()), batch, new float[5], 0))
                    .isInstanceOf(Fault.class)
                    .extracting(e -> ((Fault) e).kind())
                    .isEqualTo(FaultKind.MEMORY);
        }
    }

    @Test
    void shouldLeaveOtherFailuresAsTheyAre() {
        try (Graph graph = new Graph();
                Session session = new Session(graph, SessionConfig.DEFAULT.toProto());
                TUint8 batch = TUint8.tensorOf(Shape.of(4, 1, 1, 1))) {
            Classifier classifier = Classifier.over(session, hungry(graph, 9));
            assertThatThrownBy(() -> classifier.score(batch, new float[4], 0))
                    .extracting(e -> ((Fault) e).kind())
                    .isEqualTo(FaultKind.DEVICE);
            assertThat(classifier.reducedBatch()).isZero();
        }
    }

    /** Answers with each picture's first level, as long as no more than {@code most} come at a time. */
    private static FittingBatch.BatchScore upTo(int most, List<Integer> sizes) {
        return (batch, out, offset) -> {
            int n = (int) batch.shape().get(0);
            sizes.add(n);
            if (n > most) {
                throw Fault.memory("no room", null);
            }
            for (int i = 0; i < n; i++) {
                out[offset + i] = batch.asRawTensor().data().getByte(12L * i);
            }
            return n;
        };
    }

    /** The same as a graph, as long as no more than {@code most} come at a time. */
    private static InferenceGraph hungry(Graph graph, long most) {
        Ops tf = Ops.create(graph);
        Operand<TUint8> images = tf.placeholder(TUint8.class, Placeholder.shape(Shape.of(-1, 2, 2, 3)));
        Operand<TInt64> n =
                tf.slice(tf.shape(images, TInt64.class), tf.constant(new long[] {0}), tf.constant(new long[] {1}));
        Operand<TInt64> over = tf.math.maximum(tf.math.sub(n, tf.constant(most)), tf.constant(0L));
        Operand<TFloat32> block =
                tf.fill(tf.math.add(tf.math.mul(over, tf.constant(BEYOND)), tf.constant(1L)), tf.constant(0f));
        Operand<TFloat32> first = tf.reshape(
                tf.slice(
                        tf.reshape(tf.dtypes.cast(images, TFloat32.class), tf.constant(new int[] {-1, 2, 2, 3})),
                        tf.constant(new int[4]),
                        tf.constant(new int[] {-1, 1, 1, 1})),
                tf.constant(new int[] {-1}));
        return new InferenceGraph(images, tf.math.add(first, block));
    }

    private static TUint8 levels(int count) {
        TUint8 batch = TUint8.tensorOf(Shape.of(count, 2, 2, 3));
        for (int i = 0; i < count * 12; i++) {
            batch.asRawTensor().data().setByte((byte) (i / 12), i);
        }
        return batch;
    }
}
