package dev.sulcus.pipeline;

import com.sun.jna.Native;
import com.sun.jna.Platform;

/**
 * The system calls that a file costs, with numbers for arguments: Java's own way leaves 800 bytes on the heap for each
 * file. Only on Linux with 64 bits, whose constants these are; elsewhere {@link #USABLE} is false and none may be
 * called. Stateless.
 */
final class PosixFile {
    /** Read only; not waiting for a pipe's writer; no terminal of ours; closed in child processes. */
    static final int OPEN_FLAGS = 0x800 | 0x100 | 0x80000;

    /** {@link #statx} looks at the open file itself. */
    static final int EMPTY_PATH = 0x1000;

    /** {@link #statx} is asked for kind and size. */
    static final int KIND_AND_SIZE = 0x1 | 0x200;

    /** Bytes of its answer. */
    static final int STATX_BYTES = 256;

    /** Where it says the kind, two bytes. */
    static final int STATX_MODE = 28;

    /** Where it says the size, eight bytes. */
    static final int STATX_SIZE = 40;

    /** Whether these calls exist here. */
    static final boolean USABLE = register();

    private static final int KIND_MASK = 0xF000;
    private static final int REGULAR = 0x8000;

    private PosixFile() {}

    /** Whether a mode is that of a regular file. */
    static boolean isRegular(int mode) {
        return (mode & KIND_MASK) == REGULAR;
    }

    /** A file descriptor, or -1. {@code path}: address of a name that ends with a zero byte. */
    static native int open(long path, int flags);

    /** 0, or -1. {@code path}: address of a name; {@code answer}: of {@link #STATX_BYTES}. */
    static native int statx(int folder, long path, int flags, int mask, long answer);

    /** How many bytes came, 0 at the end, or -1. */
    static native long read(int file, long to, long bytes);

    /** 0, or -1. */
    static native int close(int file);

    private static boolean register() {
        if (!Platform.isLinux() || !Platform.is64Bit() || !(Platform.isIntel() || Platform.isARM())) {
            return false;
        }
        try {
            Native.register(PosixFile.class, "c");
            return true;
        } catch (LinkageError e) {
            return false; // no room to unpack JNA, or a C library without statx: Java's own way remains
        }
    }
}
