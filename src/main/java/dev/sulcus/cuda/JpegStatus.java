package dev.sulcus.cuda;

import dev.sulcus.fault.Fault;

/** Answers and constants of nvJPEG. From NVIDIA's nvJPEG documentation 12.6 and its header. */
public final class JpegStatus {
    /** Done. */
    public static final int SUCCESS = 0;
    /** A handle that was not made. */
    public static final int NOT_INITIALIZED = 1;
    /** An argument that makes no sense. */
    public static final int INVALID_PARAMETER = 2;
    /** The file is no JPEG, or damaged. */
    public static final int BAD_JPEG = 3;
    /** A JPEG of a kind that it doesn't decode. */
    public static final int JPEG_NOT_SUPPORTED = 4;
    /** Not enough memory. */
    public static final int ALLOCATOR_FAILURE = 5;
    /** A kernel, or a call of CUDA, failed. */
    public static final int EXECUTION_FAILED = 6;
    /** The card can't do it. */
    public static final int ARCH_MISMATCH = 7;
    /** A contradiction inside nvJPEG. */
    public static final int INTERNAL_ERROR = 8;
    /** A kind of decoding that isn't there. */
    public static final int IMPLEMENTATION_NOT_SUPPORTED = 9;
    /** The file ends too early. */
    public static final int INCOMPLETE_BITSTREAM = 10;

    /** The backend that nvJPEG chooses: Huffman decoding on the host, the rest on the card. */
    static final int BACKEND_DEFAULT = 0;
    /** Huffman decoding on the host. */
    static final int BACKEND_HYBRID = 1;
    /** The card's own JPEG engines: on A100, H100 and their kin. */
    static final int BACKEND_HARDWARE = 3;
    /** Colour is interpolated between its samples, as libjpeg does, not repeated. */
    static final int FLAG_INTERPOLATE_COLOUR = 32;
    /** Interleaved RGB, in one plane. */
    static final int OUTPUT_RGB_INTERLEAVED = 5;
    /** sizeof(nvjpegImage_t): four addresses, then four pitches of size_t. */
    static final int IMAGE_BYTES = 64;
    /** Where the first pitch is in it. */
    static final int IMAGE_PITCH = 32;

    private static final String[] NAMES = {
        "success",
        "not initialised",
        "invalid parameter",
        "bad JPEG",
        "JPEG not supported",
        "allocator failure",
        "execution failed",
        "architecture mismatch",
        "internal error",
        "implementation not supported",
        "incomplete bitstream"
    };

    private JpegStatus() {}

    /**
     * What a status means for the file that was being decoded.
     *
     * @return DECODED for success; an answer about this file alone for any other
     * @throws Fault of kind memory or device when the card is to blame rather than the file
     */
    static JpegAnswer answer(Gpu gpu, int status, String doing) {
        return switch (status) {
            case SUCCESS -> JpegAnswer.DECODED;
            case BAD_JPEG, INCOMPLETE_BITSTREAM -> JpegAnswer.DAMAGED;
            case JPEG_NOT_SUPPORTED, IMPLEMENTATION_NOT_SUPPORTED, INVALID_PARAMETER -> JpegAnswer.UNSUPPORTED;
            case EXECUTION_FAILED, INTERNAL_ERROR -> {
                gpu.requireNoError(doing);
                yield JpegAnswer.UNSUPPORTED; // nvJPEG stumbled; the host says whether the file is to blame
            }
            default -> throw fault(gpu, status, doing);
        };
    }

    /** The fault that a status other than success means where no file can be to blame. */
    static Fault fault(Gpu gpu, int status, String doing) {
        gpu.requireNoError(doing);
        if (status == ALLOCATOR_FAILURE) {
            return Fault.memory(
                    "GPU " + gpu.ordinal() + " has not enough memory (" + describe(status) + ", while " + doing + ")",
                    null);
        }
        return Fault.device("GPU " + gpu.ordinal() + ": " + describe(status) + ", while " + doing, null);
    }

    /** In words. */
    static String describe(int status) {
        String name = status >= 0 && status < NAMES.length ? NAMES[status] : "unknown";
        return "nvJPEG status " + status + ", " + name;
    }
}
