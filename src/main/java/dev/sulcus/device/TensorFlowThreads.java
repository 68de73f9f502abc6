package dev.sulcus.device;

import org.tensorflow.proto.ConfigProto;

/**
 * How many threads TensorFlow has in this process. It makes them once: with the first session or context, or already while
 * a graph is built, when it infers a shape from a constant. All later sessions share them, whatever their own settings ask
 * for. So whoever knows what the user wants says so before anything else; a session that leaves the number open takes what
 * was chosen. Thread-safe.
 */
public final class TensorFlowThreads {
    private static SessionConfig chosen = SessionConfig.DEFAULT;
    private static boolean made;

    private TensorFlowThreads() {}

    /**
     * Chooses for the whole process, and has TensorFlow make its threads at once, before a graph does; without effect
     * once they are made. Where {@code config} leaves the number open, nothing is loaded.
     *
     * @throws dev.sulcus.fault.Fault of kind device when TensorFlow can't be loaded
     */
    public static void choose(SessionConfig config) {
        if (!open(config) && take(config)) {
            EagerRuntime.require(); // outside the lock: another thread may be making it
        }
    }

    private static synchronized boolean take(SessionConfig config) {
        if (made) {
            return false;
        }
        chosen = config;
        return true;
    }

    /** What a session or context that wants {@code config} tells TensorFlow; it is about to be opened. */
    static synchronized ConfigProto.Builder settingsOf(SessionConfig config) {
        if (!made && open(chosen)) {
            chosen = config;
        }
        if (!made) {
            ProcessSwitches.compileAtOnce();
        }
        made = true;
        return ConfigProto.newBuilder()
                .setIntraOpParallelismThreads(or(config.intraOpThreads(), chosen.intraOpThreads()))
                .setInterOpParallelismThreads(or(config.interOpThreads(), chosen.interOpThreads()));
    }

    private static boolean open(SessionConfig config) {
        return config.intraOpThreads() == 0 && config.interOpThreads() == 0;
    }

    private static int or(int wanted, int otherwise) {
        return wanted == 0 ? otherwise : wanted;
    }
}
