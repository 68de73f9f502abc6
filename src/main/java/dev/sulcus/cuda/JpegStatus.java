package dev.sulcus.cuda;

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

    /** In words. */
    static String describe(int status) {
        String name = status >= 0 && status < NAMES.length ? NAMES[status] : "unknown";
        return "nvJPEG status " + status + ", " + name;
    }
}
