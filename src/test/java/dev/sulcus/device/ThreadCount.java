package dev.sulcus.device;

import java.io.File;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;

/** Prints how many threads TensorFlow adds to its process when so many are chosen, as a command does it. */
final class ThreadCount {
    private ThreadCount() {}

    public static void main(String[] arguments) {
        int wanted = Integer.parseInt(arguments[0]);
        int before = tasks();
        TensorFlowThreads.choose(new SessionConfig(wanted, wanted));
        try (Graph graph = new Graph()) {
            Ops tf = Ops.create(graph);
            var ones = tf.fill(tf.constant(new int[] {512, 512}), tf.constant(1f)); // a shape to be inferred
            var product = tf.linalg.matMul(ones, ones);
            try (Session session = new Session(graph, SessionConfig.DEFAULT.toProto())) {
                session.runner().fetch(product).run().close();
                System.out.println(tasks() - before);
            }
        }
    }

    /** Threads of this process, native ones included. */
    private static int tasks() {
        String[] names = new File("/proc/self/task").list();
        return names == null ? -1 : names.length;
    }
}
