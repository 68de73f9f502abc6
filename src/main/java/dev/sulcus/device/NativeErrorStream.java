package dev.sulcus.device;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;

/**
 * What C libraries print about damaged files, without being asked: libjpeg writes a line to C's {@code stderr} stream for
 * each flaw, whatever any variable says. While at least one thread is inside {@link #hush} and {@link #release}, that
 * stream leads nowhere. Java's {@code System.err}, and messages of a process that dies, go to the file descriptor itself
 * and are not touched. Nothing is hidden when TF_CPP_MIN_LOG_LEVEL asks for everything, or where there is no POSIX.
 * Thread-safe; leaves nothing on the Java heap per call.
 */
public final class NativeErrorStream {
    /** The C library's variable, its value, and a stream to /dev/null that is never closed: threads may hold it. */
    private record Switch(Pointer variable, Pointer real, Pointer nowhere) {}

    private static final Switch SWITCH = find();

    private static int inside;

    private NativeErrorStream() {}

    /** Until {@link #release}, which must follow in any case, C's stream leads nowhere. */
    public static void hush() {
        if (SWITCH != null) {
            turn(1);
        }
    }

    /** Ends what one {@link #hush} began. */
    public static void release() {
        if (SWITCH != null) {
            turn(-1);
        }
    }

    private static synchronized void turn(int by) {
        boolean before = inside > 0;
        inside += by;
        if (before != inside > 0) {
            SWITCH.variable.setPointer(0, inside > 0 ? SWITCH.nowhere : SWITCH.real);
        }
    }

    private static Switch find() {
        String level = System.getenv("TF_CPP_MIN_LOG_LEVEL");
        if (level == null || level.equals("0") || Platform.isWindows()) {
            return null;
        }
        try {
            NativeLibrary process =
                    NativeLibrary.getProcess(); // the program may have a copy of the variable: that counts
            Pointer variable = process.getGlobalVariableAddress("stderr");
            Pointer nowhere = process.getFunction("fopen").invokePointer(new Object[] {"/dev/null", "w"});
            Pointer real = variable.getPointer(0);
            return nowhere == null || real == null ? null : new Switch(variable, real, nowhere);
        } catch (LinkageError e) {
            return null; // no such variable, or no room to unpack JNA: the lines stay
        }
    }
}
