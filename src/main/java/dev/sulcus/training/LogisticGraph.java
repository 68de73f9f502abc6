package dev.sulcus.training;

import dev.sulcus.device.SessionConfig;
import dev.sulcus.device.TensorFlowFaults;
import dev.sulcus.model.Classifier;
import dev.sulcus.model.InferenceGraph;
import dev.sulcus.model.Network;
import dev.sulcus.model.Variables;
import dev.sulcus.pipeline.PixelSpec;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.exceptions.TFInvalidArgumentException;
import org.tensorflow.exceptions.TFUnimplementedException;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;

/**
 * Logistic regression as it is used and saved, float32: takes the solver's weights and runs the one inference path over
 * them. Owns graph and session; not thread-safe.
 */
final class LogisticGraph implements AutoCloseable {
    private final Graph graph = new Graph();
    private final Session session;
    private final InferenceGraph inference;
    private final Variables weights;
    private final Placeholder<TFloat64> feed;
    private final List<Op> assigns;

    /** Of a network whose weights are a kernel and a bias; nothing is set yet. */
    LogisticGraph(Network network, PixelSpec pixels, SessionConfig config) {
        Ops tf = Ops.create(graph);
        weights = new Variables(tf, network.weights(), "");
        inference = InferenceGraph.add(tf, network, pixels, weights);
        feed = tf.placeholder(TFloat64.class, Placeholder.shape(Shape.of(network.parameters())));
        assigns = weights.assigns(tf, parts(tf));
        session = new Session(graph, config.toProto());
    }

    /** Sets kernel and bias, in this order one after the other in {@code point}. */
    void set(double[] point) {
        try (TFloat64 value = TFloat64.tensorOf(Shape.of(point.length))) {
            value.asRawTensor().data().asDoubles().write(point);
            Session.Runner runner = session.runner().feed(feed, value);
            assigns.forEach(runner::addTarget);
            run("setting weights", runner).close();
        }
    }

    /** The inference path over the weights as they are; borrows this session. */
    Classifier classifier() {
        return Classifier.over(session, inference);
    }

    /** Kernel and bias as they are now; the caller closes. */
    Result weights() {
        Session.Runner runner = session.runner();
        weights.reads().forEach(runner::fetch);
        return run("reading weights", runner);
    }

    @Override
    public void close() {
        session.close();
        graph.close();
    }

    private List<Operand<TFloat32>> parts(Ops tf) {
        var parts = new ArrayList<Operand<TFloat32>>();
        long from = 0;
        for (var spec : weights.specs()) {
            Operand<TFloat64> part =
                    tf.slice(feed, tf.constant(new long[] {from}), tf.constant(new long[] {spec.count()}));
            parts.add(tf.reshape(tf.dtypes.cast(part, TFloat32.class), tf.constant(spec.dims())));
            from += spec.count();
        }
        return parts;
    }

    private static Result run(String doing, Session.Runner runner) {
        try {
            return runner.run();
        } catch (TensorFlowException | TFInvalidArgumentException | TFUnimplementedException e) {
            throw TensorFlowFaults.of(doing, e);
        }
    }
}
