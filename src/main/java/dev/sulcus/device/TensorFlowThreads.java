package dev.sulcus.device;

import org.tensorflow.proto.ConfigProto;

/**
 * How many threads TensorFlow has in this process. It makes them with its first session or context, and all later ones
 * share them, whatever their own settings ask for. So whoever knows what the user wants says so before anything else; a
 * session that leaves the number open takes what was chosen. Thread-safe.
 */
public final class TensorFlowThreads {
    private static SessionConfig chosen = SessionConfig.DEFAULT;
    private static boolean made;

    private TensorFlowThreads() {}

    /** Chooses for the whole process; without effect once TensorFlow has made its threads. Loads nothing. */
    public static synchronized void choose(SessionConfig config) {
        if (!made) {
            chosen = config;
        }
    }

    /** What a session or context that wants {@code config} tells TensorFlow; it is about to be opened. */
    static synchronized ConfigProto.Builder settingsOf(SessionConfig config) {
        if (!made && open(chosen)) {
            chosen = config;
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
