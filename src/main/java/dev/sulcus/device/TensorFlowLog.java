package dev.sulcus.device;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.ConfigProto;

/**
 * Keeps lines off standard error that TensorFlow prints whatever TF_CPP_MIN_LOG_LEVEL says. An optimisation pass reports
 * at the first session of a process that it is off, through a logger that nobody told about that variable; the build for
 * GPUs reports while it is loaded that its plug-ins are registered twice. A session with one constant provokes both while
 * standard error leads nowhere. Nothing is hidden when the variable asks for everything, or where there is no POSIX.
 */
final class TensorFlowLog {
    private static final int STDERR = 2;
    private static final int WRITE_ONLY = 1;

    private static boolean settled;

    private TensorFlowLog() {}

    /**
     * Does it, once per process.
     *
     * @param settings of the session that is about to be opened: this one comes first, and decides on the threads of all
     */
    static synchronized void settle(ConfigProto settings) {
        if (settled) {
            return;
        }
        settled = true;
        GpuLibraries.settle();
        quietly(() -> runOneConstant(settings));
    }

    /** Does what makes TensorFlow speak, while standard error leads nowhere; not at all where it is to be heard. */
    static void quietly(Runnable provocation) {
        String level = System.getenv("TF_CPP_MIN_LOG_LEVEL");
        if (level == null || level.equals("0") || Platform.isWindows()) {
            return;
        }
        try {
            whileNothingIsPrinted(NativeLibrary.getInstance("c"), provocation);
        } catch (LinkageError e) {
            return; // JNA unpacks its library into the folder for temporaries; without room there, the lines stay
        }
    }

    private static void whileNothingIsPrinted(NativeLibrary c, Runnable provocation) {
        Function dup2 = c.getFunction("dup2");
        int kept = c.getFunction("dup").invokeInt(new Object[] {STDERR});
        int nowhere = c.getFunction("open").invokeInt(new Object[] {"/dev/null", WRITE_ONLY});
        if (kept < 0 || nowhere < 0) {
            return; // out of file descriptors: the lines are the smaller evil
        }
        dup2.invokeInt(new Object[] {nowhere, STDERR});
        try {
            provocation.run();
        } finally {
            dup2.invokeInt(new Object[] {kept, STDERR});
            c.getFunction("close").invokeInt(new Object[] {kept});
            c.getFunction("close").invokeInt(new Object[] {nowhere});
        }
    }

    /** On the CPU: a session that listed a GPU would take nearly all of its memory. */
    private static void runOneConstant(ConfigProto settings) {
        ConfigProto onCpu = settings.toBuilder().putDeviceCount("GPU", 0).build();
        try (Graph graph = new Graph();
                Session session = new Session(graph, onCpu)) {
            session.runner().fetch(Ops.create(graph).constant(0)).run().close();
        }
    }
}
