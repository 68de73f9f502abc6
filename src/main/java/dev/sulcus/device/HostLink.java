package dev.sulcus.device;

import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;

/**
 * How fast the host's memory reaches the card's, by cudaMemcpy: what feeding pictures to a step can reach at most.
 * Signatures from NVIDIA's CUDA Runtime API reference.
 *
 * @param pageableGigabytes 10⁹ bytes per second from memory as malloc gives it; NaN where it can't be measured
 * @param pageLockedGigabytes the same from memory that the driver holds in place
 */
record HostLink(double pageableGigabytes, double pageLockedGigabytes) {
    static final HostLink UNKNOWN = new HostLink(Double.NaN, Double.NaN);

    private static final long BYTES = 256L << 20;
    private static final int SUCCESS = 0;
    private static final int HOST_TO_DEVICE = 1; // cudaMemcpyKind

    /**
     * Measures with CUDA's runtime, on its device 0; unknown where it isn't loaded or has no room.
     *
     * @param runs 1 or more; the best counts
     */
    static HostLink measure(int runs) {
        try {
            return measure(NativeLibrary.getInstance(GpuLibrary.CUDART.fileName()), runs, BYTES);
        } catch (LinkageError e) {
            return UNKNOWN;
        }
    }

    static HostLink measure(NativeLibrary cudart, int runs, long bytes) {
        var card = new PointerByReference();
        if (call(cudart, "cudaMalloc", card, bytes) != SUCCESS) {
            return UNKNOWN;
        }
        try {
            return new HostLink(
                    pageable(cudart, card.getValue(), runs, bytes), pageLocked(cudart, card.getValue(), runs, bytes));
        } finally {
            call(cudart, "cudaFree", card.getValue());
        }
    }

    private static double pageable(NativeLibrary cudart, Pointer card, int runs, long bytes) {
        try (Memory host = new Memory(bytes)) {
            host.setMemory(0, bytes, (byte) 1); // else every page is the same page of zeros
            return best(cudart, card, host, runs, bytes);
        }
    }

    private static double pageLocked(NativeLibrary cudart, Pointer card, int runs, long bytes) {
        var host = new PointerByReference();
        if (call(cudart, "cudaHostAlloc", host, bytes, 0) != SUCCESS) {
            return Double.NaN;
        }
        try {
            host.getValue().setMemory(0, bytes, (byte) 1);
            return best(cudart, card, host.getValue(), runs, bytes);
        } finally {
            call(cudart, "cudaFreeHost", host.getValue());
        }
    }

    /** The first copy warms up. cudaMemcpy from pageable memory may return early, so the device is waited for. */
    private static double best(NativeLibrary cudart, Pointer card, Pointer host, int runs, long bytes) {
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i <= runs; i++) {
            long start = System.nanoTime();
            int copied = call(cudart, "cudaMemcpy", card, host, bytes, HOST_TO_DEVICE);
            int waited = call(cudart, "cudaDeviceSynchronize");
            double nanos = System.nanoTime() - start;
            if (copied != SUCCESS || waited != SUCCESS) {
                return Double.NaN;
            }
            least = i == 0 ? least : Math.min(least, nanos);
        }
        return bytes / least;
    }

    private static int call(NativeLibrary cudart, String name, Object... arguments) {
        return cudart.getFunction(name).invokeInt(arguments);
    }
}
