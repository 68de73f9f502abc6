package dev.sulcus.fault;

/**
 * The one exception that Sulcus throws on purpose. The message is a single line for a person: what happened, to which
 * file or setting, and what to do about it. Routine outcomes are return values, not faults.
 */
public final class Fault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final FaultKind kind;

    private Fault(FaultKind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** A command line or a setting that makes no sense. */
    public static Fault usage(String message) {
        return new Fault(FaultKind.USAGE, message, null);
    }

    /** A file or folder that is missing, unreadable or not what it should be. */
    public static Fault data(String message) {
        return new Fault(FaultKind.DATA, message, null);
    }

    /** As {@link #data(String)}, with what led to it. */
    public static Fault data(String message, Throwable cause) {
        return new Fault(FaultKind.DATA, message, cause);
    }

    /** Hardware, driver or native library that fails. */
    public static Fault device(String message, Throwable cause) {
        return new Fault(FaultKind.DEVICE, message, cause);
    }

    /** Not enough memory on host or device. */
    public static Fault memory(String message, Throwable cause) {
        return new Fault(FaultKind.MEMORY, message, cause);
    }

    /** The user stopped the work. */
    public static Fault interrupted(String message) {
        return new Fault(FaultKind.INTERRUPTED, message, null);
    }

    /** A contradiction inside Sulcus. */
    public static Fault bug(String message) {
        return new Fault(FaultKind.BUG, message, null);
    }

    /** What went wrong; decides reaction and exit code. */
    public FaultKind kind() {
        return kind;
    }
}
