package dev.sulcus.cuda;

import dev.sulcus.device.GpuLibraries;
import dev.sulcus.device.GpuLibrary;
import dev.sulcus.fault.Fault;

/**
 * One card, and what its errors mean. Not enough memory is a fault of kind memory, after which everything goes on. An
 * error that loses the context (a kernel's illegal address, an uncorrectable memory error) is a fault of kind device, and
 * every later call fails with the same: such a process can only be started again. Any other error is a fault of kind
 * device of that one call.
 *
 * <p>The context is the card's primary one, which TensorFlow uses too, so memory of either is valid for both. It is
 * never reset and lives until the process ends; so a {@code Gpu} isn't closed. What it opens has one owner each, is
 * entered in {@link dev.sulcus.device.NativeBlocks}' ledger and may be closed in any order and twice. The two runtimes
 * know nothing of each other's streams: before TensorFlow reads memory that a stream here writes, that stream is
 * synchronised on the host, and the other way round. Thread-safe.
 */
public final class Gpu {
    private static final int CAPABILITY_MAJOR = 75;
    private static final int CAPABILITY_MINOR = 76;

    private final CudaCalls calls;
    private final int ordinal;
    private volatile String lost;

    private Gpu(CudaCalls calls, int ordinal) {
        this.calls = calls;
        this.ordinal = ordinal;
    }

    /**
     * The card that TensorFlow lists as its first.
     *
     * @throws Fault of kind device, with what to do, where there is no driver, no library or no such card
     */
    public static Gpu firstOfTensorFlow() {
        GpuLibraries.require(GpuLibrary.DRIVER);
        GpuLibraries.require(GpuLibrary.CUDART);
        CudaCalls calls = LinkedCuda.open();
        return over(calls, GpuOrdinals.ofTensorFlow(calls, 0));
    }

    /**
     * A card that {@code calls} reach: the true ones, or a double of them.
     *
     * @param ordinal CUDA's number of it, after CUDA_VISIBLE_DEVICES; see {@link GpuOrdinals}
     * @throws Fault of kind device where there is no such card
     */
    public static Gpu over(CudaCalls calls, int ordinal) {
        var gpu = new Gpu(calls, ordinal);
        int cards = gpu.number(result -> calls.deviceCount(result), "counting cards");
        if (ordinal < 0 || ordinal >= cards) {
            throw Fault.device(
                    "there is no GPU " + ordinal + ": CUDA sees " + cards
                            + " (CUDA_VISIBLE_DEVICES says which; sulcus doctor lists the cards)",
                    null);
        }
        gpu.enter();
        return gpu;
    }

    /** CUDA's number of the card. */
    public int ordinal() {
        return ordinal;
    }

    /** Compute capability as one number: 90 for 9.0. */
    public int capability() {
        enter();
        int major = number(result -> calls.attribute(CAPABILITY_MAJOR, ordinal, result), "asking for its capability");
        int minor = number(result -> calls.attribute(CAPABILITY_MINOR, ordinal, result), "asking for its capability");
        return 10 * major + minor;
    }

    /**
     * Allocates {@code bytes} of the card's memory, 1 or more; the caller closes it. Waits for the card: not for every
     * batch.
     *
     * @throws Fault of kind memory when the card has not so much
     */
    public DeviceMemory allocate(String purpose, long bytes) {
        return DeviceMemory.allocate(this, purpose, bytes);
    }

    /** Opens a stream of work, in which one thing follows another; the caller closes it. */
    public GpuStream openStream(String purpose) {
        return GpuStream.open(this, purpose);
    }

    /** Opens an event, a mark in a stream; the caller closes it. */
    public GpuEvent openEvent(String purpose) {
        return GpuEvent.open(this, purpose);
    }

    /**
     * Page-locks host memory that somebody else owns and keeps: copies from and to it then run beside everything else.
     * The caller closes the lock before that owner frees the memory. Without a lock copies work too, but the host waits
     * for them.
     *
     * @throws Fault of kind memory when the system lets no more be locked
     */
    public PageLock lockPages(String purpose, long address, long bytes) {
        return PageLock.lock(this, purpose, address, bytes);
    }

    /** Waits until everything on the card is done. */
    public void synchronize() {
        enter();
        check(calls.synchronize(), "waiting for it");
    }

    /** Whether the context is lost: every further call fails, and the run must be started again. */
    public boolean isPoisoned() {
        return lost != null;
    }

    /** The functions behind it. */
    CudaCalls calls() {
        return calls;
    }

    /**
     * Before each call: fails when the context is lost, and turns the calling thread to this card.
     *
     * @throws Fault of kind device when the context is lost
     */
    void enter() {
        requireSound();
        check(calls.setDevice(ordinal), "turning to it");
    }

    /**
     * Judges a status.
     *
     * @param doing what the call was for, as in "copying a batch to it"
     * @throws Fault of kind memory or device, unless it is success
     */
    void check(int status, String doing) {
        if (status != CudaStatus.SUCCESS) {
            throw fault(status, doing);
        }
    }

    /** The fault that a status other than success means; a lost context is remembered. */
    Fault fault(int status, String doing) {
        String words = calls.describe(status);
        if (CudaStatus.losesContext(status)) {
            return lose(words + ", while " + doing);
        }
        calls.lastError(); // or TensorFlow, or a library, finds it after its own next launch
        if (status == CudaStatus.MEMORY_ALLOCATION) {
            return Fault.memory("GPU " + ordinal + " has not enough memory (" + words + ", while " + doing + ")", null);
        }
        return Fault.device("GPU " + ordinal + ": " + words + ", while " + doing, null);
    }

    /**
     * Judges the status of a call that frees something. A lost context has freed it already: that is remembered, and the
     * next call that wants something says so.
     */
    void checkClosing(int status, String doing) {
        if (status != CudaStatus.SUCCESS) {
            Fault fault = fault(status, doing);
            if (!isPoisoned()) {
                throw fault;
            }
        }
    }

    /** Frees: turns to the card and calls, unless the context is lost. */
    void release(Release call, String doing) {
        if (isPoisoned()) {
            return;
        }
        int turned = calls.setDevice(ordinal);
        checkClosing(turned == CudaStatus.SUCCESS ? call.status() : turned, doing);
    }

    /**
     * After a library's own error: whether the card is to blame rather than its input.
     *
     * @throws Fault of kind device when the context is lost, of kind memory when the last error was that
     */
    void requireNoError(String doing) {
        int status = calls.lastError();
        if (CudaStatus.losesContext(status) || status == CudaStatus.MEMORY_ALLOCATION) {
            throw fault(status, doing);
        }
    }

    private void requireSound() {
        String why = lost;
        if (why != null) {
            throw lostFault(why);
        }
    }

    private Fault lose(String why) {
        if (lost == null) {
            lost = why;
        }
        return lostFault(why);
    }

    private Fault lostFault(String why) {
        return Fault.device("the context of GPU " + ordinal + " is lost (" + why + "): start the run again", null);
    }

    private int number(Query query, String doing) {
        int[] result = new int[1];
        check(query.status(result), doing);
        return result[0];
    }

    /** A call that frees something. */
    @FunctionalInterface
    interface Release {
        int status();
    }

    @FunctionalInterface
    private interface Query {
        int status(int[] result);
    }
}
