package dev.sulcus.device;

import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.OperationBuilder;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Keeps three lines off standard error that XLA prints when it first compiles, whatever TF_CPP_MIN_LOG_LEVEL says: a tiny
 * piece of arithmetic is compiled while standard error leads nowhere. Thread-safe.
 */
public final class CompilerLog {
    private static boolean settled;

    private CompilerLog() {}

    /** Does it, once per process; takes a tenth of a second. */
    public static synchronized void settle() {
        if (!settled) {
            settled = true;
            SessionConfig onCpu = SessionConfig.DEFAULT.with(DeviceChoice.CPU);
            var settings = onCpu.toProto(); // which settles the rest first
            TensorFlowLog.quietly(() -> {
                try (Graph graph = new Graph();
                        Session session = new Session(graph, settings)) {
                    session.runner().fetch(compiled(graph)).run().close();
                }
            });
        }
    }

    private static Operand<TFloat32> compiled(Graph graph) {
        Ops tf = Ops.create(graph);
        // Not a constant, which TensorFlow would compute beforehand.
        Operand<TFloat32> x = tf.random.randomUniform(tf.constant(new int[] {1}), TFloat32.class);
        OperationBuilder twice = tf.scope().opBuilder("AddV2", "twice");
        twice.addInput(x.asOutput()).addInput(x.asOutput());
        return twice.setAttr("_XlaCompile", true)
                .setAttr("_XlaScope", "log")
                .build()
                .<TFloat32>output(0);
    }
}
