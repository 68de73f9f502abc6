package dev.sulcus.cuda;

/**
 * The functions of CUDA's runtime and driver that Sulcus calls: one method for one function, which answers with its
 * status, 0 for success ({@link CudaStatus}). No method throws, frees or remembers anything by itself: {@link Gpu} does.
 * Addresses and handles are plain numbers; results come in arrays of length 1 unless said otherwise. Thread-safe, as
 * CUDA is; which card a thread talks to is a state of the thread ({@link #setDevice}).
 */
public interface CudaCalls {
    /** cudaGetDeviceCount: how many cards the process sees, after CUDA_VISIBLE_DEVICES. */
    int deviceCount(int[] count);

    /** cudaSetDevice for the calling thread; makes the card's primary context current, which TensorFlow shares. */
    int setDevice(int ordinal);

    /** cudaDeviceGetAttribute. */
    int attribute(int attribute, int ordinal, int[] value);

    /** cudaMalloc. */
    int malloc(long bytes, long[] address);

    /** cudaFree; waits for everything on the card. */
    int free(long address);

    /** cudaStreamCreateWithFlags, not blocking: it does not wait for the default stream. */
    int createStream(long[] stream);

    /** cudaStreamDestroy; work that is under way goes on to its end. */
    int destroyStream(long stream);

    /** cudaStreamSynchronize. */
    int synchronizeStream(long stream);

    /** cudaEventCreateWithFlags, without timing. */
    int createEvent(long[] event);

    /** cudaEventDestroy. */
    int destroyEvent(long event);

    /** cudaEventRecord. */
    int recordEvent(long event, long stream);

    /** cudaEventSynchronize. */
    int synchronizeEvent(long event);

    /** cudaStreamWaitEvent. */
    int waitEvent(long stream, long event);

    /** cudaMemcpyAsync from host memory. */
    int copyToDevice(long device, long host, long bytes, long stream);

    /** cudaHostRegister of memory that somebody else owns. */
    int registerHost(long address, long bytes);

    /** cudaHostUnregister. */
    int unregisterHost(long address);

    /** cudaDeviceSynchronize. */
    int synchronize();

    /** cudaGetLastError: the calling thread's last error, which it forgets unless the context is lost. */
    int lastError();

    /** cudaGetErrorName and cudaGetErrorString: "cudaErrorIllegalAddress, an illegal memory access was encountered". */
    String describe(int status);

    /** cuModuleLoadData of a cubin, or of PTX that ends with a zero, into the calling thread's context. */
    int loadModule(byte[] image, long[] module);

    /** cuModuleUnload. */
    int unloadModule(long module);

    /** cuModuleGetFunction. */
    int function(long module, String name, long[] function);

    /**
     * cuLaunchKernel, with blocks of one dimension and no shared memory.
     *
     * @param arguments where an array of addresses lies, one for each argument of the kernel; it may be used again as
     *     soon as the call returns
     */
    int launch(long function, int gridX, int gridY, int blockX, long stream, long arguments);
}
