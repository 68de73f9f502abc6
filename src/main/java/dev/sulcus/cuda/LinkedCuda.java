package dev.sulcus.cuda;

import dev.sulcus.fault.Fault;

/** NVIDIA's own functions. Stateless; see {@link CudaCalls} for each. */
final class LinkedCuda implements CudaCalls {
    private static final int STREAM_NON_BLOCKING = 1;
    private static final int EVENT_DISABLE_TIMING = 2;
    private static final int HOST_TO_DEVICE = 1;
    /** For every context of the process, so also for other cards. */
    private static final int REGISTER_PORTABLE = 1;

    private LinkedCuda() {}

    /**
     * Links libcudart, which is loaded already.
     *
     * @throws Fault of kind device when it isn't what it should be
     */
    static CudaCalls open() {
        var cuda = new LinkedCuda();
        try {
            cuda.lastError();
        } catch (LinkageError e) {
            throw Fault.device("CUDA's runtime cannot be linked (" + e.getMessage() + "): take version 12", e);
        }
        return cuda;
    }

    @Override
    public int deviceCount(int[] count) {
        return CudaRuntimeLibrary.cudaGetDeviceCount(count);
    }

    @Override
    public int setDevice(int ordinal) {
        return CudaRuntimeLibrary.cudaSetDevice(ordinal);
    }

    @Override
    public int attribute(int attribute, int ordinal, int[] value) {
        return CudaRuntimeLibrary.cudaDeviceGetAttribute(value, attribute, ordinal);
    }

    @Override
    public int malloc(long bytes, long[] address) {
        return CudaRuntimeLibrary.cudaMalloc(address, bytes);
    }

    @Override
    public int free(long address) {
        return CudaRuntimeLibrary.cudaFree(address);
    }

    @Override
    public int createStream(long[] stream) {
        return CudaRuntimeLibrary.cudaStreamCreateWithFlags(stream, STREAM_NON_BLOCKING);
    }

    @Override
    public int destroyStream(long stream) {
        return CudaRuntimeLibrary.cudaStreamDestroy(stream);
    }

    @Override
    public int synchronizeStream(long stream) {
        return CudaRuntimeLibrary.cudaStreamSynchronize(stream);
    }

    @Override
    public int createEvent(long[] event) {
        return CudaRuntimeLibrary.cudaEventCreateWithFlags(event, EVENT_DISABLE_TIMING);
    }

    @Override
    public int destroyEvent(long event) {
        return CudaRuntimeLibrary.cudaEventDestroy(event);
    }

    @Override
    public int recordEvent(long event, long stream) {
        return CudaRuntimeLibrary.cudaEventRecord(event, stream);
    }

    @Override
    public int synchronizeEvent(long event) {
        return CudaRuntimeLibrary.cudaEventSynchronize(event);
    }

    @Override
    public int waitEvent(long stream, long event) {
        return CudaRuntimeLibrary.cudaStreamWaitEvent(stream, event, 0);
    }

    @Override
    public int copyToDevice(long device, long host, long bytes, long stream) {
        return CudaRuntimeLibrary.cudaMemcpyAsync(device, host, bytes, HOST_TO_DEVICE, stream);
    }

    @Override
    public int registerHost(long address, long bytes) {
        return CudaRuntimeLibrary.cudaHostRegister(address, bytes, REGISTER_PORTABLE);
    }

    @Override
    public int unregisterHost(long address) {
        return CudaRuntimeLibrary.cudaHostUnregister(address);
    }

    @Override
    public int synchronize() {
        return CudaRuntimeLibrary.cudaDeviceSynchronize();
    }

    @Override
    public int lastError() {
        return CudaRuntimeLibrary.cudaGetLastError();
    }

    @Override
    public String describe(int status) {
        return CudaRuntimeLibrary.cudaGetErrorName(status) + ", " + CudaRuntimeLibrary.cudaGetErrorString(status);
    }

    @Override
    public int loadModule(byte[] image, long[] module) {
        return CudaDriverLibrary.cuModuleLoadData(module, image);
    }

    @Override
    public int unloadModule(long module) {
        return CudaDriverLibrary.cuModuleUnload(module);
    }

    @Override
    public int function(long module, String name, long[] function) {
        return CudaDriverLibrary.cuModuleGetFunction(function, module, name);
    }

    @Override
    public int launch(long function, int gridX, int gridY, int blockX, long stream, long arguments) {
        return CudaDriverLibrary.cuLaunchKernel(function, gridX, gridY, 1, blockX, 1, 1, 0, stream, arguments, 0);
    }
}
