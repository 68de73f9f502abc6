package dev.sulcus.fault;

/** What went wrong, which decides how the program reacts and with which exit code it ends. Immutable. */
public enum FaultKind {
    /** The command or a setting makes no sense; the user changes what they typed. */
    USAGE(2),
    /** A file or folder is missing, unreadable or not what it should be. */
    DATA(1),
    /** The hardware, the driver or a native library fails. */
    DEVICE(1),
    /** Not enough memory on host or device. */
    MEMORY(1),
    /** The user stopped it. */
    INTERRUPTED(130),
    /** The program contradicts itself: a defect in Sulcus. */
    BUG(1);

    private final int exitCode;

    FaultKind(int exitCode) {
        this.exitCode = exitCode;
    }

    /** The exit code of a process that ends with this kind of fault: 2 for usage, 130 when interrupted, 1 otherwise. */
    public int exitCode() {
        return exitCode;
    }
}
