package dev.sulcus.device;

import java.io.File;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Prints how many threads TensorFlow adds to its process. Arguments: how many are asked for, and who asks first. */
final class ThreadCount {
    private ThreadCount() {}

    public static void main(String[] arguments) {
        int wanted = Integer.parseInt(arguments[0]);
        var config = new SessionConfig(wanted, wanted);
        boolean chosen = arguments[1].equals("chosen");
        if (chosen) {
            TensorFlowThreads.choose(config);
        }
        int before = tasks();
        if (chosen) {
            EagerRuntime.require();
        }
        try (Graph graph = new Graph();
                Session session = new Session(graph, (chosen ? SessionConfig.DEFAULT : config).toProto())) {
            Ops tf = Ops.create(graph);
            var ones = tf.ones(tf.constant(new int[] {512, 512}), TFloat32.class);
            session.runner().fetch(tf.linalg.matMul(ones, ones)).run().close();
            System.out.println(tasks() - before);
        }
    }

    /** Threads of this process, native ones included. */
    private static int tasks() {
        String[] names = new File("/proc/self/task").list();
        return names == null ? -1 : names.length;
    }
}
