package dev.sulcus.cuda;

/**
 * Answers of CUDA's runtime, and of its driver, which uses the same numbers for them. From NVIDIA's CUDA Runtime API
 * reference, enumeration cudaError.
 */
public final class CudaStatus {
    /** Done, or under way without an error so far. */
    public static final int SUCCESS = 0;
    /** An argument that makes no sense. */
    public static final int INVALID_VALUE = 1;
    /** Not enough memory on the card, or not enough that can be page-locked. */
    public static final int MEMORY_ALLOCATION = 2;
    /** The driver is older than the runtime, or there is none. */
    public static final int INSUFFICIENT_DRIVER = 35;
    /** The driver is there and sees no card. */
    public static final int NO_DEVICE = 100;
    /** The host memory is page-locked already. */
    public static final int HOST_MEMORY_ALREADY_REGISTERED = 712;
    /** A kernel read or wrote where it may not. */
    public static final int ILLEGAL_ADDRESS = 700;
    /** A kernel failed. */
    public static final int LAUNCH_FAILURE = 719;

    private CudaStatus() {}

    /**
     * Whether the context is lost: NVIDIA says of these that every later call returns the same error and that the process
     * must be started again. An unknown error is counted among them.
     */
    public static boolean losesContext(int status) {
        return switch (status) {
            case 4, // the runtime is unloading
                    214, // memory error that could not be corrected
                    220, // the same on NVLink
                    ILLEGAL_ADDRESS,
                    702, // a kernel ran too long
                    709, // context destroyed
                    710, // a kernel's assertion
                    714, // corrupted call stack
                    715, // illegal instruction
                    716, // misaligned address
                    717, // wrong address space
                    718, // invalid program counter
                    LAUNCH_FAILURE,
                    999 // unknown
            -> true;
            default -> false;
        };
    }
}
